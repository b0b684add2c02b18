/** Every figure and every target that the five source texts print answers through the graph. */
import type { RunningGateway } from '../gateway/server';
import { type DataRow, readDataFile } from '../shared/reference/data-file';
import { ask } from './ask';
import { startInProcess } from './in-process';
import { dropDatabases, testDatabases } from './test-databases';

const databases = testDatabases();
let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startInProcess({ databases, demonstration: false });
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
});

/** One figure or target that a text prints, as it was read there. */
const rows = readDataFile('test', 'published-rows.csv');
const ofKind = (kind: string) => rows.filter((row) => row.text('figure_kind') === kind);

it('every published figure is listed for its unit in the period that it speaks of', async () => {
  const listed = new Map<string, Published[]>();
  const missing: string[] = [];
  for (const row of ofKind('actual')) {
    const { unit } = placeOf(row);
    const period = askedPeriod(row.text('period'));
    const key = `${unit} ${period}`;
    const figures = listed.get(key) ?? (await publishedOf(unit, period));
    const found = figures.find((figure) => speaksOf(row, figure));
    if (found === undefined) missing.push(describeRow(row));
    // A figure answers for one row only: two rows of one sentence are two figures.
    listed.set(
      key,
      figures.filter((figure) => figure !== found),
    );
  }
  expect(missing).toEqual([]);
  expect(ofKind('actual')).toHaveLength(118);
});

it('every target is in the catalogue, with its words and its source', async () => {
  const targets = await statedTargets();
  const missing = ofKind('target').filter((row) => !targets.some((target) => states(row, target)));
  expect(missing.map(describeRow)).toEqual([]);
  expect(ofKind('target')).toHaveLength(7);
});

interface Published {
  readonly system: string;
  readonly field: string;
  readonly value: number;
  readonly unitOfMeasure: string;
  readonly measure: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly tier: string | null;
  readonly qualifier: string;
  readonly quote: string;
  readonly note: string | null;
  readonly source: { readonly id: string };
}

interface Target {
  readonly system: string;
  readonly value?: number;
  readonly tier?: string | null;
  readonly quote: string | null;
  readonly source: { readonly id: string } | null;
}

async function publishedOf(unit: string, period: string): Promise<Published[]> {
  const { data, errors } = await ask(
    gateway.url,
    `query ($unit: String!, $period: Period!) { administrativeUnit(code: $unit) { scorecard(period: $period) { kpis {
       indicator { system field } published {
         value unitOfMeasure measure numerator denominator tier qualifier quote note source { id } } } } } }`,
    { unit, period },
  );
  expect(errors).toBeUndefined();
  const { kpis } = (data as Answer).administrativeUnit.scorecard; // the shape that the query asks for
  return kpis.flatMap(({ indicator, published }) => published.map((figure) => ({ ...indicator, ...figure })));
}

async function statedTargets(): Promise<Target[]> {
  const { data, errors } = await ask(
    gateway.url,
    `{ indicators { system targets { value tier quote source { id } }
         qualitativeTargets { statement quote source { id } } } }`,
  );
  expect(errors).toBeUndefined();
  const { indicators } = data as Catalogue; // the shape that the query asks for
  return indicators.flatMap(({ system, targets, qualitativeTargets }) =>
    [...targets, ...qualitativeTargets].map((target) => ({ system, ...target })),
  );
}

function speaksOf(row: DataRow, figure: Published): boolean {
  const system = systemOf(row);
  return (
    figure.system === system &&
    (system !== 'ECONOMY_SOCIETY' || figure.field === fieldOf(row.text('indicator'))) &&
    figure.value === row.number('value') &&
    figure.unitOfMeasure === row.text('unit_of_measure').toUpperCase() &&
    figure.numerator === (row.number('numerator') ?? null) &&
    denominatorFits(row, figure) &&
    figure.tier === placeOf(row).tier &&
    figure.qualifier === row.text('qualifier').toUpperCase() &&
    figure.quote === row.text('quote') &&
    figure.source.id === row.text('source') &&
    // A target that the text mentions without its value is no number to compare with, but worth a note.
    (row.optional('target') === undefined || figure.note?.includes('NQ 17/NQ-CP') === true)
  );
}

/** What a score is out of is the end of its scale, which its note gives; it is nothing that was counted. */
function denominatorFits(row: DataRow, { denominator, note }: Published): boolean {
  const printed = row.number('denominator');
  if (row.text('unit_of_measure') !== 'score') return denominator === (printed ?? null);
  return note?.includes(`scale of 1 to ${printed ?? 'nothing'}`) === true;
}

/** A target without a number is found by its words alone. */
function states(row: DataRow, target: Target): boolean {
  const value = Number(row.text('target'));
  return (
    target.system === systemOf(row) &&
    target.quote === row.text('quote') &&
    target.source?.id === row.text('source') &&
    (Number.isNaN(value)
      ? target.value === undefined
      : target.value === value && target.tier === placeOf(row).tier)
  );
}

/** Figures of a tier are printed for the province. */
function placeOf(row: DataRow): { unit: string; tier: string | null } {
  const unit = row.text('unit');
  return unit.startsWith('tier:')
    ? { unit: '27', tier: unit.slice('tier:'.length).toUpperCase() }
    : { unit, tier: null };
}

/** Spans that the texts describe rather than name; what lasts since 2021 is told as of the day of publication. */
const described = new Map([
  ['2023-YTD (to ~2023-10-09)', '2023'],
  ['2024-10 vs 2023-06', '2024-10'],
  ['from 2021', '2023-10'],
]);

/** The shortest period that holds all a figure speaks of. */
function askedPeriod(printed: string): string {
  return described.get(printed) ?? /\d{4}(-\d{2})?/.exec(printed)?.[0] ?? printed;
}

function systemOf(row: DataRow): string {
  const system = row.text('system').toUpperCase().replaceAll('-', '_');
  const own = ['DOCUMENTS', 'PUBLIC_SERVICES', 'FEEDBACK', 'WELFARE', 'SIGNATURES'];
  return own.includes(system) ? system : 'ECONOMY_SOCIETY';
}

/** `dti_rank` is the field dtiRank. */
function fieldOf(indicator: string): string {
  return indicator.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function describeRow(row: DataRow): string {
  const cells = ['source', 'period', 'unit', 'system', 'indicator', 'value', 'target'];
  return cells.map((cell) => row.optional(cell) ?? '–').join(' ');
}

interface Answer {
  readonly administrativeUnit: {
    readonly scorecard: {
      readonly kpis: readonly {
        readonly indicator: { readonly system: string; readonly field: string };
        readonly published: readonly Omit<Published, 'system' | 'field'>[];
      }[];
    };
  };
}

interface Catalogue {
  readonly indicators: readonly {
    readonly system: string;
    readonly targets: readonly Omit<Target, 'system'>[];
    readonly qualitativeTargets: readonly Omit<Target, 'system'>[];
  }[];
}
