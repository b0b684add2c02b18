/** The records of welfare payments: who is entitled to a monthly allowance, and what was paid out. */
import {
  checked,
  day,
  FIRST_HELD_YEAR,
  instant,
  integer,
  oneOf,
  optional,
  pseudonym,
  text,
  unitCode,
} from '../../shared/import/column';
import { declareRecords } from '../../shared/import/record-kind';

/** The categories of people with merit are the project's own short list. */
export const CATEGORIES = {
  social_protection: ['elderly', 'disabled_severe', 'disabled_extreme', 'orphan', 'single_parent_poor'],
  merit: ['wounded', 'martyr_relative', 'resistance_activist'],
} as const;
const OTHER = 'other';

export const beneficiaries = declareRecords({
  name: 'beneficiary',
  columns: {
    beneficiary_code: pseudonym(),
    group: oneOf('social_protection', 'merit'),
    category: oneOf(...CATEGORIES.social_protection, ...CATEGORIES.merit, OTHER),
    unit_code: unitCode(),
    entitled_from: day({ firstYear: FIRST_HELD_YEAR }),
    // The first day without an entitlement.
    entitled_to: optional(day({ firstYear: FIRST_HELD_YEAR })),
    monthly_amount_vnd: integer(0, 999_999_999),
    bank_code: optional(text(50)),
    account_verified_at: optional(instant()),
    // The account is often a guardian's.
    payee: oneOf('self', 'guardian', 'authorised'),
    pid_matched_at: optional(instant()),
  },
  key: ['beneficiary_code'],
  events: ['account_verified_at', 'pid_matched_at'],
  history: ['unit_code', 'group', 'category'],
  place: { unit: 'unit_code', on: ['entitled_from'], until: ['entitled_to'] },
  check: ({ group, category, entitled_from, entitled_to }) => {
    if (category !== OTHER && isMerit(category) !== (group === 'merit'))
      return { column: 'category', reason: `expected a category of the group ${group ?? ''}` };
    if (entitled_from !== undefined && entitled_to !== undefined && entitled_to <= entitled_from)
      return { column: 'entitled_to', reason: 'expected a day after entitled_from' };
    return undefined;
  },
});

/** A payment counts on the day it is due, whenever it is paid. */
export const payments = declareRecords({
  name: 'payment',
  columns: {
    payment_id: text(50),
    beneficiary_code: pseudonym(),
    // The unit that it is paid out in: the figures need to know where.
    unit_code: unitCode(),
    // The month that is paid for, as its year and number.
    pay_period: checked(text(6), isMonth, 'a month as YYYYMM, such as 202410'),
    amount_vnd: integer(0, 999_999_999),
    method: oneOf('account', 'cash', 'post'),
    bank_code: optional(text(50)),
    due_on: day(),
    paid_on: optional(day()),
    status: oneOf('settled', 'failed', 'held'),
  },
  key: ['payment_id'],
  events: ['paid_on'],
  place: { unit: 'unit_code', on: ['due_on'] },
  check: ({ status, paid_on }) =>
    status === 'settled' && paid_on === undefined
      ? { column: 'paid_on', reason: 'expected a day for a settled payment' }
      : undefined,
});

function isMerit(category: string | undefined): boolean {
  return CATEGORIES.merit.some((merit) => merit === category);
}

function isMonth(text: string): boolean {
  return /^20\d{2}(0[1-9]|1[0-2])$/.test(text);
}
