/**
 * What one would write for the query M alone, without GraphQL: the same SQL through `pg`, the project's own reading
 * of a cell, and the JSON of the answer. `node handwritten.js`, with PORT and the product's database settings.
 */
import { createServer } from 'node:http';
import { Pool, type QueryResult } from 'pg';
import { runCommand } from '../../../shared/command-line';
import { type SystemDeclaration, systemField } from '../../../shared/kpi/kpi';
import { type Cell, read } from '../../../shared/kpi/reading';
import { parseDay } from '../../../shared/period/day';
import { endDay, firstDay, parsePeriod, type Period } from '../../../shared/period/period';
import { loadPublishedFigures, type PublishedFigures } from '../../../shared/published/published-figures';
import { unitRegister } from '../../../shared/reference/registers';
import type { KpiCell, KpiReach } from '../../../shared/rollup/cell';
import { lastDay, versionOn } from '../../../shared/units/register';
import type { Unit } from '../../../shared/units/unit';
import { loadCatalogue } from '../../../subgraphs/catalogue';
import { GROUPS, ON } from '../cases';

const SQL = `SELECT cell.unit AS unit, cell.period AS period, cell.kpi AS kpi, cell.tier AS tier,
    cell.numerator AS numerator, cell.denominator AS denominator, cell.demonstration AS demonstration,
    cell.suppressed AS suppressed, reach.as_of AS "asOf"
  FROM kpi_cell cell INNER JOIN kpi_reach reach ON reach.kpi = cell.kpi
  WHERE (cell.unit, cell.period) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;

/** By KPI and tier; without a tier, of all tiers together. */
type Cells = ReadonlyMap<string, Cell>;
const NO_CELLS: Cells = new Map();

interface System {
  readonly field: keyof typeof GROUPS;
  readonly declaration: SystemDeclaration;
  readonly figures: PublishedFigures;
  /** Absent for the system whose figures are only published. */
  readonly pool: Pool | undefined;
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
      scorecard[system.field] = groupOf(system, cells[i]?.get(id) ?? NO_CELLS, unit, period);
    });
    return { id, name: versionOn(unit, lastDay(unit)).name.vi, level, scorecard };
  });
  return JSON.stringify({ data: { administrativeUnit: { children } } });
}

async function loadCells({ pool }: System, units: readonly Unit[], period: Period) {
  const cells = new Map<string, Map<string, Cell>>();
  if (pool === undefined) return cells;
  const parameters = [units.map(({ id }) => id), units.map(() => period)];
  const { rows }: QueryResult<KpiCell & KpiReach> = await pool.query(SQL, parameters);
  for (const { unit, kpi, tier, numerator, denominator, demonstration, suppressed, asOf } of rows) {
    let ofUnit = cells.get(unit);
    if (ofUnit === undefined) cells.set(unit, (ofUnit = new Map<string, Cell>()));
    ofUnit.set(`${kpi} ${tier}`, {
      numerator: numerator === null ? null : Number(numerator),
      denominator: denominator === null ? null : Number(denominator),
      ...{ demonstration, suppressed, asOf },
    });
  }
  return cells;
}

function groupOf({ field, declaration, figures }: System, cells: Cells, unit: Unit, period: Period) {
  const asked: readonly string[] = GROUPS[field];
  const group: Record<string, unknown> = {};
  for (const kpi of declaration.kpis) {
    if (!asked.includes(kpi.field)) continue;
    const { value, numerator, denominator, origin, missing } = read(kpi, {
      cell: cells.get(`${kpi.code} `),
      figures: figures.of(kpi.code, unit.id),
      period,
      existed: unitRegister.existedDuring(unit.id, firstDay(period), endDay(period)),
    });
    group[kpi.field] = { value, numerator, denominator, origin, missing };
  }
  return group;
}
