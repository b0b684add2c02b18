/** The figures as Markdown. */
import { cpus } from 'node:os';
import type { Result } from './race';

export interface Row {
  readonly case: string;
  readonly contestant: string;
  /** The medians, or why there are none. */
  readonly result: Result | string;
}

/** A row for each case and contestant, with its ratios to the contestant of that name in the same case. */
export function table(rows: readonly Row[], base: string): string {
  const head = [
    [
      'case',
      'contestant',
      'CPU, ms a request',
      `times less than ${base}`,
      'requests a second',
      `times ${base}`,
    ],
    ['---', '---', '---:', '---:', '---:', '---:'],
  ];
  const lines = rows.map(({ case: name, contestant, result }) => {
    if (typeof result === 'string') return [name, contestant, `**not measured**: ${result}`, '', '', ''];
    const to = rows.find((row) => row.case === name && row.contestant === base)?.result;
    const ratios = typeof to === 'object' ? [to.cpu / result.cpu, result.throughput / to.throughput] : [];
    const [cpuRatio = '', throughputRatio = ''] = ratios.map((ratio) => `${significant(ratio)} ×`);
    return [
      name,
      contestant,
      significant(result.cpu),
      cpuRatio,
      significant(result.throughput),
      throughputRatio,
    ];
  });
  return [...head, ...lines].map((cells) => `| ${cells.map(oneLine).join(' | ')} |`).join('\n');
}

/** What the figures were measured on. */
export function machine(): string {
  const [first] = cpus();
  return `${first?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${process.platform} ${process.arch}, Node.js ${process.version}`;
}

/** Three digits that count. */
function significant(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
