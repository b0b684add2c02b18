/** DOC-01 to DOC-07 by their definitions: document by document, and work file by work file. */
import { type Day, dayOf } from '../../shared/period/day';
import type { Tier } from '../../shared/units/unit';
import { agencyOf, seatOf, unitOf } from './areas';
import type { HeldRecords } from './held-records';
import type { KindOfRecord, Row } from './import-steps';
import type { Flow, Happened, NaiveKpi } from './naive-kpi';
import { dayIn, dayOfInstantIn, eventDayIn, eventIn, isTrue } from './rows';

export const documentsKinds: readonly KindOfRecord[] = [
  {
    name: 'document',
    key: ['document_id'],
    moves: [],
    countsOn: (row) => [
      dayIn(row, 'issued_date'),
      dayIn(row, 'due_date'),
      dayOfInstantIn(row, 'finished_at'),
    ],
  },
  { name: 'work_file', key: ['file_code'], moves: [], countsOn: (row) => [dayIn(row, 'closed_on')] },
];

const TIERS: readonly Tier[] = ['PROVINCE', 'DISTRICT', 'COMMUNE'];

/** The day by which the row counts, and what it adds then; nothing where the definition leaves it out. */
type Counting = (
  row: Row,
  asOf: Date,
) => { readonly on: Day | undefined; readonly numerator: number; readonly denominator: number } | undefined;

const isOutgoing = (row: Row) => row.direction === 'out' && !isTrue(row, 'is_secret');
const isIncoming = (row: Row) => row.direction === 'in' && !isTrue(row, 'is_secret');
const isSigned = (row: Row) => isTrue(row, 'agency_signed') && isTrue(row, 'signer_signed');

export const documentsKpis: readonly NaiveKpi[] = [
  rate(
    'DOC-01',
    ofWorkFiles((row) => isTrue(row, 'processed_online')),
  ),
  rate(
    'DOC-02',
    ofOutgoing((row) => [isSigned(row), true]),
  ),
  {
    ...rate('DOC-03', (records, asOf) => {
      const signed = records
        .rows('document')
        .filter(
          (row) => isOutgoing(row) && isSigned(row) && eventDayIn(row, 'issued_date', asOf) !== undefined,
        );
      return ofWorkFiles((file) => signed.some((row) => row.work_file_code === file.file_code))(
        records,
        asOf,
      );
    }),
    reads: ['work_file', 'document'],
    perAgency: 'rate',
  },
  rate(
    'DOC-04',
    ofOutgoing((row) => [row.channel === 'axis', (row.channel ?? '') !== '']),
  ),
  rate(
    'DOC-05',
    ofDocuments((row, asOf) => {
      if (!isIncoming(row)) return undefined;
      const [due, finished] = [eventDayIn(row, 'due_date', asOf), eventIn(row, 'finished_at', asOf)];
      const inTime = due !== undefined && finished !== undefined && dayOf(finished) <= due;
      return { on: due, numerator: inTime ? 1 : 0, denominator: 1 };
    }),
  ),
  {
    ...rate(
      'DOC-06',
      ofOutgoing((row) => [isSigned(row), true]),
    ),
    perAgency: 'without',
  },
  rate(
    'DOC-07',
    ofDocuments((row, asOf) => {
      if (!isIncoming(row)) return undefined;
      const [arrived, finished] = [dayIn(row, 'arrival_date'), eventIn(row, 'finished_at', asOf)];
      if (arrived === undefined || finished === undefined) return undefined;
      return { on: dayOf(finished), numerator: daysBetween(arrived, dayOf(finished)), denominator: 1 };
    }),
  ),
];

function rate(code: string, happened: Flow['happened']): Flow {
  return {
    code,
    tiers: TIERS,
    reads: [code === 'DOC-01' ? 'work_file' : 'document'],
    isRatio: true,
    happened,
  };
}

/** Closed in the period, state-secret files excluded. */
function ofWorkFiles(counts: (file: Row) => boolean): Flow['happened'] {
  return listed('work_file', ['opened_on'], (row, asOf) =>
    isTrue(row, 'is_secret')
      ? undefined
      : { on: eventDayIn(row, 'closed_on', asOf), numerator: counts(row) ? 1 : 0, denominator: 1 },
  );
}

function ofDocuments(counting: Counting): Flow['happened'] {
  return listed('document', ['issued_date', 'arrival_date'], counting);
}

/** Outgoing documents issued in the period, state-secret ones excluded. */
function ofOutgoing(
  counts: (row: Row) => readonly [numerator: boolean, denominator: boolean],
): Flow['happened'] {
  return ofDocuments((row, asOf) => {
    if (!isOutgoing(row)) return undefined;
    const [numerator, denominator] = counts(row);
    return {
      on: eventDayIn(row, 'issued_date', asOf),
      numerator: numerator ? 1 : 0,
      denominator: denominator ? 1 : 0,
    };
  });
}

/** At the unit of the record's agency, as its code was read on the first of those days that is filled. */
function listed(kind: string, placedOn: readonly string[], counting: Counting): Flow['happened'] {
  return (records: HeldRecords, asOf: Date): Happened[] =>
    records.rows(kind).flatMap((row) => {
      const counted = counting(row, asOf);
      const placed = placedOn.map((column) => dayIn(row, column)).find((day) => day !== undefined);
      const agency = agencyOf(row.org_code);
      const unit = unitOf(seatOf(agency)?.code, placed);
      if (counted?.on === undefined || placed === undefined || agency === undefined || unit === undefined)
        return [];
      return [{ ...counted, on: counted.on, unit, placed, tier: agency.tier, agency: agency.code }];
    });
}

function daysBetween(first: Day, last: Day): number {
  return (Date.parse(last) - Date.parse(first)) / 86_400_000;
}
