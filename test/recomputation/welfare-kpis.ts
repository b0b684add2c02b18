/** WEL-01 to WEL-07 by their definitions: person by person, and payment by payment. */
import { type Day, dayOf } from '../../shared/period/day';
import type { Tier, Unit } from '../../shared/units/unit';
import { unitOf } from './areas';
import type { HeldRecords } from './held-records';
import type { KindOfRecord, Row } from './import-steps';
import type { Flow, Held, NaiveKpi, Stock } from './naive-kpi';
import { dayIn, eventDayIn, eventIn, holdsOn, numberIn } from './rows';

export const welfareKinds: readonly KindOfRecord[] = [
  {
    name: 'beneficiary',
    key: ['beneficiary_code'],
    moves: ['unit_code', 'group', 'category'],
    place: { unit: 'unit_code', from: 'entitled_from' },
    countsOn: (row) => [dayIn(row, 'entitled_from')],
  },
  { name: 'payment', key: ['payment_id'], moves: [], countsOn: (row) => [dayIn(row, 'due_on')] },
];

const TIERS: readonly Tier[] = ['DISTRICT', 'COMMUNE'];

type Counting = (
  payment: Row,
  wasSettled: boolean,
) => readonly [numerator: number, denominator: number] | undefined;

const byAccount = (row: Row) => row.method === 'account';

export const welfareKpis: readonly NaiveKpi[] = [
  { code: 'WEL-01', tiers: TIERS, reads: ['beneficiary'], held: (records, on) => entitledOn(records, on) },
  ofGroup('social_protection'),
  ofGroup('merit'),
  ofEntitled('WEL-02', 'account_verified_at'),
  ofPayments('WEL-03', (row, settled) => (settled ? [byAccount(row) ? 1 : 0, 1] : undefined)),
  ofPayments('WEL-04', (row, settled) => {
    const amount = numberIn(row, 'amount_vnd');
    return settled ? [byAccount(row) ? amount : 0, amount] : undefined;
  }),
  {
    code: 'WEL-05',
    tiers: TIERS,
    reads: ['payment'],
    happened: paymentsDue((row, settled) => (settled ? [numberIn(row, 'amount_vnd'), 0] : undefined)),
  },
  ofPayments('WEL-06', (row, settled) => {
    const [due, paid] = [dayIn(row, 'due_on'), dayIn(row, 'paid_on')];
    return [settled && due !== undefined && paid !== undefined && paid <= due ? 1 : 0, 1];
  }),
  ofEntitled('WEL-07', 'pid_matched_at'),
];

function ofGroup(group: string): Stock {
  return {
    ...{ code: `WEL-01/${group}`, tiers: TIERS, reads: ['beneficiary'] },
    held: (records, on) => entitledOn(records, on, (row) => row.group === group),
  };
}

/** A share of those entitled on the last day: who had the thing done by that day. */
function ofEntitled(code: string, column: string): Stock {
  return {
    ...{ code, tiers: TIERS, reads: ['beneficiary'] },
    held: (records, on, asOf) =>
      entitledOn(records, on, (row) => {
        const done = eventIn(row, column, asOf);
        return done !== undefined && dayOf(done) <= on;
      }),
    of: (records, on) => entitledOn(records, on),
  };
}

/** Where each lived, and to which group each belonged, on the day itself. */
function entitledOn(records: HeldRecords, on: Day, counts: (row: Row) => boolean = () => true): Held[] {
  return records
    .rows('beneficiary', on)
    .filter((row) => holdsOn(row, on, 'entitled_from', 'entitled_to') && counts(row))
    .flatMap((row) => {
      const unit = placeOf(row, on);
      return unit === undefined
        ? []
        : [{ unit, tier: unit.level, name: row.beneficiary_code ?? '', amount: 1 }];
    });
}

/** The code as it was read when the entitlement began; a unit that came later is meant from its first day on. */
function placeOf(row: Row, on: Day): Unit | undefined {
  return unitOf(row.unit_code, dayIn(row, 'entitled_from')) ?? unitOf(row.unit_code, on);
}

function ofPayments(code: string, counting: Counting): Flow {
  return { code, tiers: TIERS, reads: ['payment'], isRatio: true, happened: paymentsDue(counting) };
}

/** By the day on which it is due, at the unit that bore the code on it. */
function paymentsDue(counting: Counting): Flow['happened'] {
  return (records, asOf) =>
    records.rows('payment').flatMap((row) => {
      const due = eventDayIn(row, 'due_on', asOf);
      const unit = unitOf(row.unit_code, due);
      const settled = row.status === 'settled' && eventDayIn(row, 'paid_on', asOf) !== undefined;
      const counted = counting(row, settled);
      if (due === undefined || unit === undefined || counted === undefined) return [];
      const [numerator, denominator] = counted;
      return [{ unit, on: due, placed: due, tier: unit.level, numerator, denominator }];
    });
}
