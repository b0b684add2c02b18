/** FBK-01 to FBK-07 by their definitions: ticket by ticket, and agency by agency. */
import { type Day, dayOf, validOn } from '../../shared/period/day';
import type { Tier } from '../../shared/units/unit';
import { agencyOf, realAgencies, seatOf, unitOf } from './areas';
import type { HeldRecords } from './held-records';
import type { KindOfRecord, Row } from './import-steps';
import type { Flow, Happened, Held, NaiveKpi } from './naive-kpi';
import { dayIn, dayOfInstantIn, eventIn, holdsOn, instantIn, isTrue, numberIn } from './rows';

export const feedbackKinds: readonly KindOfRecord[] = [
  {
    name: 'ticket',
    key: ['ticket_code'],
    moves: [],
    countsOn: (row) => [dayOfInstantIn(row, 'received_at'), dayOfInstantIn(row, 'sent_at')],
  },
  {
    name: 'feedback_account',
    key: ['account_code'],
    moves: ['org_code'],
    countsOn: (row) => [dayIn(row, 'activated_on')],
  },
];

/** Numerator and denominator that one ticket adds, or nothing where the definition leaves it out. */
type Counting = (ticket: Row, asOf: Date) => readonly [number, number] | undefined;

const TIERS: readonly Tier[] = ['DISTRICT', 'COMMUNE'];

/** Neither a duplicate nor refused. */
const isReceived = (row: Row) => !isTrue(row, 'is_duplicate') && row.status !== 'refused';

export const feedbackKpis: readonly NaiveKpi[] = [
  byReceipt('FBK-01', (row) => (isReceived(row) ? [1, 0] : undefined)),
  byReceipt('FBK-01/duplicate', (row) => (isTrue(row, 'is_duplicate') ? [1, 0] : undefined)),
  byReceipt('FBK-01/refused', (row) =>
    !isTrue(row, 'is_duplicate') && row.status === 'refused' ? [1, 0] : undefined,
  ),
  rate('FBK-02', (row, asOf) => [eventIn(row, 'processed_at', asOf) === undefined ? 0 : 1, 1]),
  rate('FBK-03', (row, asOf) => {
    const [processed, due] = [eventIn(row, 'processed_at', asOf), instantIn(row, 'due_at')];
    if (processed === undefined || due === undefined) return undefined;
    return [processed <= due ? 1 : 0, 1];
  }),
  rate('FBK-04', (row) => ((row.rating ?? '') === '' ? undefined : [numberIn(row, 'rating'), 1])),
  rate('FBK-05', (row, asOf) => {
    const [processed, due] = [eventIn(row, 'processed_at', asOf), instantIn(row, 'due_at')];
    const late = processed !== undefined && due !== undefined && processed > due;
    const disliked = row.rating === '1' || row.rating === '2';
    return [disliked || isTrue(row, 'reopened') || late ? 0 : 1, 1];
  }),
  {
    code: 'FBK-06',
    tiers: [],
    reads: ['ticket'],
    isRatio: true,
    happened: (records, asOf) =>
      ticketsBy(records, asOf, 'sent_at', (row) =>
        row.channel === 'mobile' ? [eventIn(row, 'answered_at', asOf) === undefined ? 0 : 1, 1] : undefined,
      ),
  },
  {
    code: 'FBK-07',
    tiers: ['PROVINCE', 'DISTRICT', 'COMMUNE'],
    reads: ['feedback_account'],
    held: (records, on) => {
      const active = records
        .rows('feedback_account', on)
        .filter((row) => holdsOn(row, on, 'activated_on', 'deactivated_on'));
      return agenciesOn(on).filter(({ name }) => active.some(({ org_code }) => org_code === name));
    },
    of: (_, on) => agenciesOn(on),
  },
];

/** FBK-08: the tickets of a field among those received. */
export function ofField(field: string): Flow {
  return byReceipt(`FBK-08/${field}`, (row) =>
    isReceived(row) && row.field_code === field ? [1, 0] : undefined,
  );
}

function byReceipt(code: string, counting: Counting): Flow {
  return {
    ...{ code, tiers: TIERS, reads: ['ticket'] },
    happened: (records, asOf) => ticketsBy(records, asOf, 'received_at', counting),
  };
}

/** Over the tickets received. */
function rate(code: string, counting: Counting): Flow {
  return {
    ...byReceipt(code, (row, asOf) => (isReceived(row) ? counting(row, asOf) : undefined)),
    isRatio: true,
  };
}

function ticketsBy(records: HeldRecords, asOf: Date, column: string, counting: Counting): Happened[] {
  return records.rows('ticket').flatMap((row) => {
    const at = eventIn(row, column, asOf);
    const received = eventIn(row, 'received_at', asOf);
    const placed = received && dayOf(received);
    const unit = unitOf(row.unit_code, placed);
    const counted = counting(row, asOf);
    if (at === undefined || placed === undefined || unit === undefined || counted === undefined) return [];
    const [numerator, denominator] = counted;
    return [{ unit, on: dayOf(at), placed, tier: agencyOf(row.assigned_org)?.tier, numerator, denominator }];
  });
}

/** Every real agency that there is on the day. */
export function agenciesOn(on: Day): Held[] {
  return realAgencies.flatMap((agency) => {
    const unit = seatOf(agency);
    return unit === undefined || !validOn(agency, on)
      ? []
      : [{ unit, tier: agency.tier, name: agency.code, amount: 1 }];
  });
}
