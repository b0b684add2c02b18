/**
 * Synthetic work files and documents, marked as demonstration, that add up to every published figure of the system:
 * the mean over the agencies of each tier, and the commune that signed nothing in 2022.
 */
import { fitMeanOfRates } from '../../shared/demonstration/apportion';
import type { Demonstration } from '../../shared/demonstration/demonstration';
import { type Random, seeded } from '../../shared/demonstration/random';
import type { RecordRow } from '../../shared/import/record-kind';
import { addDays, type Day, parseDay, startOf } from '../../shared/period/day';
import { agencies } from '../../shared/reference/registers';
import type { Agency, Tier } from '../../shared/units/unit';
import { documentRecords, workFileRecords } from './records';

interface Span {
  readonly from: Day;
  readonly to: Day;
  /** The part of the year's work files that are closed in it. */
  readonly share: number;
  /** Published means for the year up to the span's end, in per cent. */
  readonly means: Readonly<Record<Tier, number>>;
}

/** Spans of one year follow one another: 2023 has a figure up to the ninth of October and one for the whole year. */
const YEARS: readonly (readonly Span[])[] = [
  [span('2022-01-01', '2022-12-31', 1, { PROVINCE: 93.78, DISTRICT: 92.53, COMMUNE: 94.57 })],
  [
    span('2023-01-01', '2023-10-09', 0.6, { PROVINCE: 94.6, DISTRICT: 95.5, COMMUNE: 97.5 }),
    span('2023-10-10', '2023-12-31', 0.4, { PROVINCE: 96.25, DISTRICT: 96.72, COMMUNE: 98.3 }),
  ],
  [span('2024-01-01', '2024-10-31', 1, { PROVINCE: 96.8, DISTRICT: 97.1, COMMUNE: 98.5 })],
];

const SIGNED_NOTHING_IN_2022 = 'UBND-09445';
/** Work files that an agency closes in a year, by tier. */
const VOLUME = { PROVINCE: [60, 130], DISTRICT: [140, 230], COMMUNE: [24, 44] } as const;
const ONLINE = { PROVINCE: 0.95, DISTRICT: 0.9, COMMUNE: 0.85 };
/** Means are published with two decimals of a per cent. */
const TOLERANCE = 0.00004;

/** The People's Committees of all units and the agencies of the province tier. */
const WRITERS = agencies.filter(({ code, tier }) => tier === 'PROVINCE' || code.startsWith('UBND-'));

export const demonstration: Demonstration = {
  asOf: new Date('2024-10-31T23:59:59+07:00'),
  files: [
    { kind: workFileRecords, rows: fileRows },
    { kind: documentRecords, rows: documentRows },
  ],
};

interface WorkFile {
  readonly code: string;
  readonly agency: Agency;
  readonly closedOn: Day;
  readonly openedOn: Day;
  readonly signed: boolean;
  readonly secret: boolean;
}

function* fileRows(): Generator<RecordRow> {
  const random = seeded(9378);
  for (const { code, agency, openedOn, closedOn, secret } of workFiles()) {
    yield {
      file_code: code,
      org_code: agency.code,
      title: 'Hồ sơ minh họa',
      opened_on: openedOn,
      closed_on: closedOn,
      is_secret: String(secret),
      processed_online: String(random.chance(ONLINE[agency.tier])),
      doc_total: '2',
    };
  }
}

/** Each work file holds the incoming document that opened it and the outgoing one that closed it. */
function* documentRows(): Generator<RecordRow> {
  const random = seeded(9445);
  for (const file of workFiles()) {
    yield incoming(file, random);
    yield {
      ...shared(file, 'O'),
      direction: 'out',
      issued_date: file.closedOn,
      ...(random.chance(0.9)
        ? { channel: random.chance(0.93) ? 'axis' : random.pick(['paper', 'email']) }
        : {}),
      agency_signed: String(file.signed),
      signer_signed: String(file.signed),
      status: 'issued',
    };
  }
}

function incoming(file: WorkFile, random: Random): RecordRow {
  const due = addDays(file.openedOn, random.integer(5, 15));
  const finished = random.chance(0.94)
    ? addDays(due, -random.integer(0, 4))
    : addDays(due, random.integer(1, 9));
  const open = startOf(finished) > demonstration.asOf;
  return {
    ...shared(file, 'I'),
    direction: 'in',
    arrival_date: file.openedOn,
    due_date: due,
    ...(open ? {} : { finished_at: `${finished}T09:00:00+07:00` }),
    channel: 'axis',
    agency_signed: 'true',
    signer_signed: 'true',
    status: open ? 'processing' : 'finished',
  };
}

function shared({ code, agency, secret }: WorkFile, mark: string): RecordRow {
  return {
    document_id: `${code}-${mark}`,
    org_code: agency.code,
    type_name: 'Công văn',
    subject: 'Văn bản minh họa',
    is_secret: String(secret),
    work_file_code: code,
    processed_online: 'true',
  };
}

/** The same files on every call. Beside those that count, each agency closes one secret file a year. */
function* workFiles(): Generator<WorkFile> {
  const random = seeded(2022);
  for (const spans of YEARS) {
    for (const tier of ['PROVINCE', 'DISTRICT', 'COMMUNE'] as const) {
      const writers = WRITERS.filter((agency) => agency.tier === tier);
      const [least, most] = VOLUME[tier];
      const volumes = writers.map(() => random.integer(least, most));
      for (const { span, closed, signed } of plan(spans, tier, writers, volumes)) {
        for (const [i, agency] of writers.entries()) {
          yield* filesOf(agency, span, closed[i] ?? 0, signed[i] ?? 0, random);
        }
      }
    }
  }
}

/** How many files each agency closes in each span, and how many of them with a signed document. */
function plan(spans: readonly Span[], tier: Tier, writers: readonly Agency[], volumes: readonly number[]) {
  const before = { closed: volumes.map(() => 0), signed: volumes.map(() => 0) };
  return spans.map((span) => {
    const closed = volumes.map((volume) => Math.round(volume * span.share));
    const parts = writers.map(({ code }, i) => ({
      of: (before.closed[i] ?? 0) + (closed[i] ?? 0),
      fixed: before.signed[i] ?? 0,
      room: code === SIGNED_NOTHING_IN_2022 && span.from.startsWith('2022') ? 0 : (closed[i] ?? 0),
    }));
    const signed = fitMeanOfRates(parts, span.means[tier] / 100, TOLERANCE);
    before.closed = parts.map(({ of }) => of);
    before.signed = parts.map(({ fixed }, i) => fixed + (signed[i] ?? 0));
    return { span, closed, signed };
  });
}

function* filesOf(
  agency: Agency,
  { from, to }: Span,
  closed: number,
  signed: number,
  random: Random,
): Generator<WorkFile> {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  for (let i = 0; i <= closed; i++) {
    const closedOn = addDays(from, random.integer(0, days));
    yield {
      code: `DEMO-${agency.code}-${from}-${String(i + 1).padStart(3, '0')}`,
      agency,
      closedOn,
      openedOn: addDays(closedOn, -random.integer(5, 40)),
      signed: i < signed,
      secret: i === closed,
    };
  }
}

function span(from: string, to: string, share: number, means: Span['means']): Span {
  return { from: parseDay(from), to: parseDay(to), share, means };
}
