/**
 * What one would write for the query M alone, without GraphQL: the same SQL through `pg`, the project's own reading
 * of a cell, and the JSON of the answer. `node handwritten.js`, with PORT and the product's database settings.
 */
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { runCommand } from '../../../shared/command-line';
import { type SystemDeclaration, systemField } from '../../../shared/kpi/kpi';
import { read } from '../../../shared/kpi/reading';
import { parseDay } from '../../../shared/period/day';
import { parsePeriod, type Period } from '../../../shared/period/period';
import { loadPublishedFigures, type PublishedFigures } from '../../../shared/published/published-figures';
import { unitRegister } from '../../../shared/reference/registers';
import { Cells } from '../../../shared/rollup/cells';
import { type CellOrState, CELLS_STATEMENT } from '../../../shared/rollup/load-cells';
import { CoverageMemory, NO_COVERAGE } from '../../../shared/rollup/system-coverage';
import { unitPeriods } from '../../../shared/rollup/unit-period';
import { lastDay, versionOn } from '../../../shared/units/register';
import type { Unit } from '../../../shared/units/unit';
import { loadCatalogue } from '../../../subgraphs/catalogue';
import { GROUPS, ON } from '../cases';

interface System {
  readonly field: keyof typeof GROUPS;
  readonly declaration: SystemDeclaration;
  readonly figures: PublishedFigures;
  /** Absent for the system whose figures are only published. */
  readonly pool: Pool | undefined;
  readonly memory: CoverageMemory;
}

runCommand(async () => {
  const systems = (await loadCatalogue()).map(openSystem);
  const province = unitRegister.byCode('27');
  if (province === undefined) throw new TypeError('The register lacks the province.');
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      answer(systems, province, Buffer.concat(chunks).toString()).then(
        (text) => {
          const bytes = Buffer.from(text);
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
          response.end(bytes);
        },
        (cause: unknown) => {
          console.error(cause);
          response.writeHead(500).end();
        },
      );
    });
  }).listen(Number(process.env.PORT), '127.0.0.1');
});

function openSystem(declaration: SystemDeclaration): System {
  const { name } = declaration;
  const { DATABASE_URL = '', DATABASE_PREFIX = '' } = process.env;
  const url = new URL(DATABASE_URL);
  url.pathname = `/${DATABASE_PREFIX}${name.replaceAll('-', '_')}`;
  return {
    field: systemField(declaration) as keyof typeof GROUPS, // GROUPS names the field of every system
    declaration,
    figures: loadPublishedFigures(declaration, `subgraphs/${name}`),
    pool: declaration.kpis.some(({ counts }) => counts)
      ? new Pool({ connectionString: url.href, max: 10 })
      : undefined,
    memory: new CoverageMemory(),
  };
}

async function answer(systems: readonly System[], province: Unit, body: string): Promise<string> {
  const { variables } = JSON.parse(body) as { variables?: { period: string } }; // the bench asks nothing else
  if (variables === undefined) return '{"data":{}}';
  const period = parsePeriod(variables.period);
  const units = unitRegister.children(province, parseDay(ON));
  const cells = await Promise.all(systems.map((system) => loadCells(system, units, period)));
  const children = units.map((unit) => {
    const { id, level } = unit;
    const scorecard: Record<string, unknown> = {};
    systems.forEach((system, i) => {
      const own = cells[i]?.get(id);
      if (own !== undefined) scorecard[system.field] = groupOf(system, own, unit, period);
    });
    return { id, name: versionOn(unit, lastDay(unit)).name.vi, level, scorecard };
  });
  return JSON.stringify({ data: { administrativeUnit: { children } } });
}

async function loadCells({ pool, memory }: System, units: readonly Unit[], period: Period) {
  const unitPeriod = unitPeriods();
  const { known } = memory;
  const parameters = [known.release, units.map(({ id }) => id), units.map(() => period)];
  const { rows }: { rows: CellOrState[] } =
    pool === undefined ? { rows: [] } : await pool.query<CellOrState>(CELLS_STATEMENT, parameters);
  const state = rows.find((row) => row.state !== null)?.state;
  const covered = state == null ? NO_COVERAGE : memory.read(state, known);
  const cells = new Map<string, Cells>(
    units.map(({ id }) => [id, new Cells(unitPeriod(id, period), covered)]),
  );
  for (const row of rows) cells.get(row.unit)?.add(row);
  return cells;
}

function groupOf({ field, declaration, figures }: System, cells: Cells, unit: Unit, period: Period) {
  const asked: readonly string[] = GROUPS[field];
  const group: Record<string, unknown> = {};
  for (const kpi of declaration.kpis) {
    if (!asked.includes(kpi.field)) continue;
    const { value, numerator, denominator, origin, missing } = read(kpi, {
      cell: cells.get(kpi.code),
      coverage: cells.coverage(kpi),
      figures: figures.of(kpi.code, unit.id),
      ...{ period, existed: cells.scope.existed },
    });
    group[kpi.field] = { value, numerator, denominator, origin, missing };
  }
  return group;
}
