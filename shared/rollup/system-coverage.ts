/** What the records behind a system's KPIs cover in one release of its roll-ups, as it comes with the cells. */
import { coverageSpan, type CoverageSpan } from '../kpi/coverage';
import { parseDay } from '../period/day';

export interface SystemCoverage {
  /** The transaction that changed figures last: two readings of one release are of one state. */
  readonly release: string;
  /** Oldest first; the same list for KPIs that are covered alike. */
  spansOf(kpi: string): readonly CoverageSpan[];
}

const NONE: readonly CoverageSpan[] = [];

/** Of a system without records. */
export const NO_COVERAGE: SystemCoverage = { release: '', spansOf: () => NONE };

/**
 * SQL for one value: the release alone where it is $1, which is known already, else with every KPI's coverage, as JSON. Beside its
 * number a release has its transaction, which tells it from another of that number in a database that was restored.
 */
export const STATE = `(
    SELECT CASE WHEN id = $1 THEN id ELSE json_build_object('release', id, 'spans', (
      SELECT coalesce(json_agg(json_build_array(kpi, covers_from, floor(extract(epoch FROM covers_to) * 1000), demonstration)
                               ORDER BY kpi, covers_from), '[]')
      FROM kpi_coverage))::text END
    FROM (SELECT release || '.' || xmin AS id FROM rollup_state) state)`;

type WrittenSpan = readonly [kpi: string, from: string, to: number, demonstration: boolean];

/** Remembers the last coverage that was read: mostly the next is the same. */
export class CoverageMemory {
  private last = NO_COVERAGE;

  get known(): SystemCoverage {
    return this.last;
  }

  /** @param state the value of STATE, where `known` was known when it was asked for */
  read(state: string, known: SystemCoverage): SystemCoverage {
    if (state !== known.release) this.last = parsed(state);
    return state === known.release ? known : this.last;
  }
}

function parsed(json: string): SystemCoverage {
  const { release, spans } = JSON.parse(json) as { release: string; spans: WrittenSpan[] }; // as STATE makes it
  const byKpi = new Map<string, WrittenSpan[]>();
  for (const span of spans) byKpi.set(span[0], [...(byKpi.get(span[0]) ?? []), span]);
  const alike = new Map<string, readonly CoverageSpan[]>();
  const known = new Map(
    [...byKpi].map(([kpi, written]) => {
      const text = JSON.stringify(written.map(([, ...span]) => span));
      const same = alike.get(text) ?? written.map(spanOf);
      alike.set(text, same);
      return [kpi, same];
    }),
  );
  return { release, spansOf: (kpi) => known.get(kpi) ?? NONE };
}

function spanOf([, from, to, demonstration]: WrittenSpan): CoverageSpan {
  return coverageSpan(parseDay(from), new Date(to), demonstration);
}
