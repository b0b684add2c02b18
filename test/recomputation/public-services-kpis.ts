/** PSV-01 to PSV-08 by their definitions: procedure by procedure, and dossier by dossier. */
import { type Day, dayOf, validOn } from '../../shared/period/day';
import type { Tier } from '../../shared/units/unit';
import { agencyOf, realAgencies, seatOf, unitOf } from './areas';
import type { HeldRecords } from './held-records';
import type { KindOfRecord, Row } from './import-steps';
import type { Flow, Held, NaiveKpi, Stock } from './naive-kpi';
import { dayIn, dayOfInstantIn, eventIn, holdingOn, instantIn, isTrue, numberIn } from './rows';

export const publicServicesKinds: readonly KindOfRecord[] = [
  {
    name: 'procedure',
    key: ['procedure_code', 'valid_from'],
    moves: [],
    countsOn: (row) => [dayIn(row, 'valid_from')],
  },
  {
    name: 'dossier',
    key: ['dossier_code'],
    moves: [],
    countsOn: (row) => [dayOfInstantIn(row, 'received_at'), dayOfInstantIn(row, 'finished_at')],
  },
];

const TIERS: readonly Tier[] = ['PROVINCE', 'DISTRICT', 'COMMUNE'];

const isOnline = (row: Row) => row.online_level === 'partial' || row.online_level === 'full';
const isFiledOnline = (row: Row) => row.channel === '2';
const isReceived = (row: Row) => row.status !== '1' && row.status !== '3';
const isResolved = (row: Row) => row.status === '9' || row.status === '10';

export const publicServicesKpis: readonly NaiveKpi[] = [
  ofProcedures('PSV-01', ['PROVINCE', 'COMMUNE'], isOnline, () => true),
  ofProcedures(
    ...(['PSV-02', []] as const),
    (row) => row.online_level === 'full' && isTrue(row, 'eligible_full'),
    (row) => isTrue(row, 'eligible_full'),
  ),
  {
    code: 'PSV-03',
    tiers: ['PROVINCE', 'COMMUNE'],
    reads: ['dossier', 'procedure'],
    there: (records, on) => proceduresOn(records, on, isOnline),
    // Only where the procedure is under the tier of the agency that handles.
    used: (records, asOf) =>
      dossiersBy('received_at', (row) => (isReceived(row) && isFiledOnline(row) ? [1, 1] : undefined))(
        records,
        asOf,
      ).map((dossier) => ({ ...dossier, name: `${dossier.row.procedure_code ?? ''} ${dossier.tier ?? ''}` })),
  },
  rate('PSV-04', 'received_at', (row) => (isReceived(row) ? [isFiledOnline(row) ? 1 : 0, 1] : undefined)),
  resolved('PSV-05', isFiledOnline),
  resolved(
    'PSV-06',
    (row) => {
      const [finished, due] = [instantIn(row, 'finished_at'), instantIn(row, 'due_at')];
      if (finished === undefined || due === undefined) return false;
      const waited = numberIn(row, 'supplement_seconds') * 1000;
      return numberIn(row, 'supplement_requests') <= 1 && finished.getTime() - waited <= due.getTime();
    },
    (row) => instantIn(row, 'due_at') !== undefined,
  ),
  resolved('PSV-07', (row) => isTrue(row, 'has_digitised_component') && (row.result_file ?? '') !== ''),
  resolved(
    'PSV-08',
    (row) => row.online_payment === '1' || row.online_payment === '2',
    (row) => numberIn(row, 'fee_due_vnd') > 0,
  ),
];

type Counting = (dossier: Row) => readonly [numerator: number, denominator: number] | undefined;

/** A share of the procedures under the unit's authority on the period's last day. */
function ofProcedures(
  code: string,
  tiers: readonly Tier[],
  numerator: (row: Row) => boolean,
  denominator: (row: Row) => boolean,
): Stock {
  return {
    ...{ code, tiers, reads: ['procedure'] },
    held: (records, on) => proceduresOn(records, on, numerator),
    of: (records, on) => proceduresOn(records, on, denominator),
  };
}

/** Each procedure once, wherever there is an agency of the tier that has authority. */
function proceduresOn(records: HeldRecords, on: Day, counts: (row: Row) => boolean): Held[] {
  const subject = { subject: 'procedure_code', first: 'valid_from', last: 'valid_to' };
  return holdingOn(records.rows('procedure'), on, subject)
    .filter(counts)
    .flatMap((row) =>
      seatsOf(row.authority_level?.toUpperCase(), on).map(({ unit, tier }) => ({
        ...{ unit, tier, name: `${row.procedure_code ?? ''} ${tier}`, amount: 1 },
      })),
    );
}

function seatsOf(tier: string | undefined, on: Day) {
  return realAgencies
    .filter((agency) => agency.tier === tier && validOn(agency, on))
    .flatMap((agency) => {
      const unit = seatOf(agency);
      return unit === undefined ? [] : [{ unit, tier: agency.tier }];
    });
}

/** A share of the dossiers resolved in the period. */
function resolved(
  code: string,
  numerator: (row: Row) => boolean,
  denominator: (row: Row) => boolean = () => true,
): Flow {
  return rate(code, 'finished_at', (row) =>
    isResolved(row) && denominator(row) ? [numerator(row) ? 1 : 0, 1] : undefined,
  );
}

function rate(code: string, column: string, counting: Counting): Flow {
  return { code, tiers: TIERS, reads: ['dossier'], isRatio: true, happened: dossiersBy(column, counting) };
}

/** At the unit whose desk took it in, as its code was read on the day it was filed. */
function dossiersBy(column: string, counting: Counting) {
  return (records: HeldRecords, asOf: Date) =>
    records.rows('dossier').flatMap((row) => {
      const at = eventIn(row, column, asOf);
      const placed = dayOfInstantIn(row, 'submitted_at');
      const unit = unitOf(row.unit_code, placed);
      const counted = counting(row);
      if (at === undefined || placed === undefined || unit === undefined || counted === undefined) return [];
      const [numerator, denominator] = counted;
      const tier = agencyOf(row.org_code)?.tier;
      return [{ row, unit, on: dayOf(at), placed, tier, numerator, denominator }];
    });
}
