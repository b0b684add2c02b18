/** A year of a small province's welfare, month by month: who comes, goes, moves, is paid, is corrected and is deleted. */
import type { Random } from '../../shared/demonstration/random';
import { addDays, parseDay } from '../../shared/period/day';
import { endDay, parsePeriod, type Period, periodsBetween } from '../../shared/period/period';
import { type Beneficiary, beneficiary, type Payment, payment } from '../tiny-records';

export interface Release {
  readonly month: Period;
  readonly asOf: Date;
  readonly beneficiaries: readonly Beneficiary[];
  readonly payments: readonly Payment[];
  /** Keys of payments and beneficiaries that turned out to be wrong. */
  readonly deletedPayments: readonly string[];
  readonly deletedBeneficiaries: readonly string[];
}

/** Two of a later merger (09520 went into 09508 on 2024-12-01), neighbours of theirs, two of one new commune, and a district's own. */
const PLACES = ['09508', '09520', '09511', '09514', '09202', '09211', '09193', '256'];

interface Person {
  row: Beneficiary;
  readonly paidBy: string;
  readonly amount: string;
}

export function yearOfReleases(random: Random): Release[] {
  const persons = new Map<string, Person>();
  // In some years hardly anything changes, and in some places hardly anybody is an exception.
  const busy = random.pick([0.005, 0.02, 0.1]);
  const habits = new Map(
    PLACES.map((place) => [
      place,
      {
        merit: random.pick([0, 0.3]),
        account: random.pick([1, 0.6]),
        matched: random.pick([1, 0.7]),
        cash: random.pick([0, 0.02, 0.4]),
      },
    ]),
  );
  let next = 0;
  const comer = (place: string, from: string): Person => {
    const habit = habits.get(place) ?? { merit: 0, account: 1, matched: 1, cash: 0 };
    const merit = random.chance(habit.merit);
    next += 1;
    return {
      row: beneficiary(`B${next}`, {
        ...{ unit_code: place, entitled_from: from, group: merit ? 'merit' : 'social_protection' },
        ...{ category: merit ? 'wounded' : 'elderly' },
        ...(random.chance(habit.account) ? { account_verified_at: '2024-01-05T08:00:00+07:00' } : {}),
        ...(random.chance(habit.matched) ? { pid_matched_at: '2024-01-05T08:00:00+07:00' } : {}),
      }),
      paidBy: random.chance(habit.cash) ? 'cash' : 'account',
      amount: random.chance(0.01) ? '9000000' : random.pick(['500000', '750000', '1000000']),
    };
  };
  for (const place of PLACES) {
    const count = random.pick([0, 4, 20, 40, 60, 80]);
    for (let i = 0; i < count; i += 1) {
      const person = comer(place, '2024-01-01');
      persons.set(person.row.beneficiary_code ?? '', person);
    }
  }
  return periodsBetween(parsePeriod('2024-03'), parsePeriod('2024-12'), 'MONTH').map((month, i) => {
    const last = addDays(endDay(month), -1);
    const place = () =>
      month === '2024-12' ? random.pick(PLACES.filter((code) => code !== '09520')) : random.pick(PLACES);
    const changed = new Set<Person>(i === 0 ? persons.values() : []);
    for (const person of persons.values()) {
      if (!random.chance(busy)) continue;
      changed.add(person);
      const kind = random.pick(['move', 'end', 'verify', 'regroup'] as const);
      const merit = person.row.group !== 'merit';
      const changes: Record<typeof kind, Beneficiary> = {
        move: { unit_code: place() },
        end: { entitled_to: last },
        verify: { account_verified_at: `${last}T08:00:00+07:00` },
        regroup: { group: merit ? 'merit' : 'social_protection', category: merit ? 'wounded' : 'elderly' },
      };
      person.row = { ...person.row, ...changes[kind] };
    }
    for (let n = random.integer(0, Math.ceil(persons.size * busy)); n > 0; n -= 1) {
      const person = comer(place(), `${month}-01`);
      persons.set(person.row.beneficiary_code ?? '', person);
      changed.add(person);
    }
    const gone = [...persons.keys()].filter(() => random.chance(busy / 10));
    const entitled = [...persons.values()].filter(({ row }) => (row.entitled_to ?? '9') > `${month}-10`);
    const paid = entitled.map((person) => paymentOf(person, month, random));
    // What was wrong in an earlier month is delivered again.
    const corrected = entitled
      .filter(() => i > 0 && random.chance(busy / 5))
      .map((person) =>
        paymentOf(person, parsePeriod(`2024-${String(random.integer(1, i)).padStart(2, '0')}`), random),
      );
    for (const key of gone) persons.delete(key);
    return {
      month,
      asOf: new Date(`${last}T23:59:59+07:00`),
      beneficiaries: [...changed].map(({ row }) => row),
      payments: [
        ...paid,
        ...corrected.filter(({ due_on = '' }) => parseDay(due_on) < parseDay(`${month}-01`)),
      ],
      deletedPayments: random.chance(0.3)
        ? [`${random.pick([...persons.keys()])}-2024-${String(random.integer(1, i + 1)).padStart(2, '0')}`]
        : [],
      deletedBeneficiaries: gone,
    };
  });
}

function paymentOf({ row, paidBy, amount }: Person, month: Period, random: Random): Payment {
  const settled = random.chance(0.995);
  const code = row.beneficiary_code ?? '';
  const unit = row.unit_code === '09520' && month === '2024-12' ? '09508' : (row.unit_code ?? '');
  return payment(`${code}-${month}`, {
    ...{ beneficiary_code: code, unit_code: unit, due_on: `${month}-10`, amount_vnd: amount, method: paidBy },
    ...(settled
      ? { paid_on: random.chance(0.995) ? `${month}-09` : `${month}-12`, status: 'settled' }
      : { paid_on: '', status: 'failed' }),
  });
}
