/**
 * Synthetic beneficiaries and payments, marked as demonstration, that add up to every published figure of the system.
 * They are many, so a row costs little: days are made once, and what must come to an exact number is told by position.
 */
import { apportion } from '../../shared/demonstration/apportion';
import type { Demonstration } from '../../shared/demonstration/demonstration';
import { type Random, seeded } from '../../shared/demonstration/random';
import type { RecordRow } from '../../shared/import/record-kind';
import { addDays, type Day, formatInstant, parseDay, startOf } from '../../shared/period/day';
import { unitRegister } from '../../shared/reference/registers';
import { beneficiaries, CATEGORIES, payments } from './records';

/** Beneficiaries by district on 2024-01-31, 97,620 in all, and how many per cent had an account: 256 and 262 as published. */
const DISTRICTS = {
  256: { active: 15_400, account: 69.24 },
  258: { active: 11_800, account: 71.46 },
  259: { active: 13_000, account: 70.85 },
  260: { active: 11_600, account: 73.12 },
  261: { active: 10_900, account: 74.3 },
  262: { active: 12_900, account: 72.01 },
  263: { active: 11_020, account: 68.57 },
  264: { active: 11_000, account: 67.93 },
};
/** Published is "over 80,800". */
const SOCIAL_PROTECTION = 80_830;
const LEFT_BEFORE = 420;
const LEAVING_AFTER = 380;
const ENTERING_AFTER = 610;

/** The months that are paid for, and how many of 10,000 settled payments are not by account: in October as published. */
const MONTHS = [
  { month: '2024-09', notByAccount: 21 },
  { month: '2024-10', notByAccount: 15 },
];
/** Standard level × coefficient; the level of 2024-07 is not verified, and those of merit are made up altogether. */
const STANDARD_VND = 500_000;
const COEFFICIENTS = { social_protection: [1, 1, 1.5, 1.5, 2, 2.5], merit: [2, 3, 4] };

/** The system took over on its first day who was entitled then. */
const TAKEN_OVER = '2022-01-01';
const JOINED = firstsOfMonths('2022-02-01', 24);
const LEFT = firstsOfMonths('2022-06-01', 20);
const JOINED_LATER = firstsOfMonths('2024-02-01', 9);
const LEAVE_LATER = firstsOfMonths('2024-03-01', 8);
const VERIFIED = instants('2023-02-15', 10, 35);
const VERIFIED_LATER = instants('2024-02-05', 9, 30);
const MATCHED = instants('2022-11-01', 15, 28);

export const demonstration: Demonstration = {
  asOf: new Date('2024-10-31T23:59:59+07:00'),
  files: [
    { kind: beneficiaries, rows: beneficiaryRows },
    { kind: payments, rows: paymentRows },
  ],
};

function* beneficiaryRows(): Generator<RecordRow> {
  const random = seeded(80_830);
  for (const { code, unit, group, from, to, amount, bank, verified } of entitlements()) {
    yield {
      beneficiary_code: code,
      group,
      category: random.pick(CATEGORIES[group]),
      unit_code: unit,
      entitled_from: from,
      ...(to === undefined ? {} : { entitled_to: to }),
      monthly_amount_vnd: amount,
      bank_code: bank,
      ...(verified === undefined ? {} : { account_verified_at: verified }),
      // Who has no account is paid to that of another.
      payee: verified !== undefined && random.chance(0.9) ? 'self' : random.pick(['guardian', 'authorised']),
      ...(random.chance(0.97) ? { pid_matched_at: random.pick(MATCHED) } : {}),
    };
  }
}

/** One payment a month to each who is entitled on the day it is due. */
function* paymentRows(): Generator<RecordRow> {
  const random = seeded(9985);
  const plans = MONTHS.map(({ month, notByAccount }) => ({
    mark: month.replace('-', ''),
    share: notByAccount / 10_000,
    due: `${month}-10`,
    early: ['05', '06', '09', '10'].map((day) => `${month}-${day}`),
    late: ['11', '14', '17'].map((day) => `${month}-${day}`),
    settled: 0,
  }));
  for (const { code, unit, from, to, amount, bank } of entitlements()) {
    for (const plan of plans) {
      const { mark, due, share } = plan;
      if (from > due || (to !== undefined && to <= due)) continue;
      const settled = random.chance(0.9985);
      // Evenly among all settled ones, so that their share is the published one.
      const byAccount = Math.floor((plan.settled + 1) * share) === Math.floor(plan.settled * share);
      if (settled) plan.settled += 1;
      yield {
        payment_id: `${code}-${mark}`,
        beneficiary_code: code,
        unit_code: unit,
        pay_period: mark,
        amount_vnd: amount,
        method: byAccount ? 'account' : random.pick(['cash', 'post']),
        ...(byAccount ? { bank_code: bank } : {}),
        due_on: due,
        ...(settled ? { paid_on: random.pick(random.chance(0.98) ? plan.early : plan.late) } : {}),
        status: settled ? 'settled' : random.pick(['failed', 'held']),
      };
    }
  }
}

interface Entitlement {
  readonly code: string;
  readonly unit: string;
  readonly group: keyof typeof CATEGORIES;
  readonly from: string;
  readonly to: string | undefined;
  readonly amount: string;
  readonly bank: string;
  readonly verified: string | undefined;
}

/** The same on every call. */
function* entitlements(): Generator<Entitlement> {
  const random = seeded(97_620);
  let count = 0;
  const entitlement = (unit: string, group: Entitlement['group'], term: Term): Entitlement => ({
    code: `DEMO-${String((count += 1)).padStart(6, '0')}`,
    unit,
    group,
    amount: String(STANDARD_VND * random.pick(COEFFICIENTS[group])),
    bank: `DEMO-BANK-${random.integer(1, 5)}`,
    ...term,
  });
  for (const commune of communes(random)) {
    const { unit, active, inProtection, withAccount, leaving } = commune;
    for (let i = 0; i < active; i++) {
      yield entitlement(unit, place(i, active, 6151) < inProtection ? 'social_protection' : 'merit', {
        from: random.chance(0.92) ? TAKEN_OVER : random.pick(JOINED),
        to: place(i, active, 5101) < leaving ? random.pick(LEAVE_LATER) : undefined,
        verified:
          place(i, active, 7919) < withAccount
            ? random.pick(VERIFIED)
            : random.chance(0.85)
              ? random.pick(VERIFIED_LATER)
              : undefined,
      });
    }
    for (let i = 0; i < commune.left; i++) {
      yield entitlement(unit, 'social_protection', {
        ...{ from: TAKEN_OVER, to: random.pick(LEFT), verified: undefined },
      });
    }
    for (let i = 0; i < commune.entering; i++) {
      const from = random.pick(JOINED_LATER);
      yield entitlement(unit, 'social_protection', {
        from,
        to: undefined,
        verified: `${from}T09:00:00+07:00`,
      });
    }
  }
}

type Term = Pick<Entitlement, 'from' | 'to' | 'verified'>;

/** How many there are of each in every commune. */
function communes(random: Random) {
  const all = Object.entries(DISTRICTS).flatMap(([code, { active, account }]) => {
    const units = communesOf(code);
    const counts = apportion(
      active,
      units.map(() => random.integer(60, 140)),
    );
    const accounts = apportion(Math.round((active * account) / 100), counts);
    return units.map((unit, i) => ({ unit, active: counts[i] ?? 0, withAccount: accounts[i] ?? 0 }));
  });
  const weights = all.map(({ active }) => active);
  const [inProtection, left, leaving, entering] = [
    apportion(SOCIAL_PROTECTION, weights),
    apportion(LEFT_BEFORE, weights),
    apportion(LEAVING_AFTER, weights),
    apportion(ENTERING_AFTER, weights),
  ];
  return all.map((commune, i) => ({
    ...commune,
    inProtection: inProtection[i] ?? 0,
    left: left[i] ?? 0,
    leaving: leaving[i] ?? 0,
    entering: entering[i] ?? 0,
  }));
}

function communesOf(district: string): string[] {
  const unit = unitRegister.byCode(district, { codeList: 'VN2004' });
  return unit === undefined
    ? []
    : unitRegister.children(unit, parseDay('2022-12-31')).map(({ code }) => code);
}

/** Where the i-th of n comes in another order: a prime that does not divide n reaches each place once. */
function place(i: number, n: number, prime: number): number {
  return (i * prime) % n;
}

function firstsOfMonths(first: string, count: number): string[] {
  const [year, month] = first.split('-').map(Number);
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(year ?? 0, (month ?? 1) - 1 + i, 1)).toISOString().slice(0, 10),
  );
}

/** Nine in the morning of every so many days. */
function instants(first: string, everyDays: number, count: number): string[] {
  const nineOn = (day: Day) => formatInstant(new Date(startOf(day).getTime() + 9 * 3_600_000));
  return Array.from({ length: count }, (_, i) => nineOn(addDays(parseDay(first), i * everyDays)));
}
