/** The feedback KPIs computed the plain way, ticket by ticket, from their definitions in words. */
import { type Day, validDuring } from '../shared/period/day';
import { endDay, firstDay, parsePeriod } from '../shared/period/period';
import { agencies, unitRegister } from '../shared/reference/registers';
import type { Figure } from './system-database';
import type { Ticket } from './tiny-records';

/** A new KPI of tickets belongs here, too. */
export const NAIVE_KPIS = ['FBK-01', 'FBK-02', 'FBK-03', 'FBK-04', 'FBK-05', 'FBK-06'];

type Figures = Map<string, { numerator: number; denominator: number | null }>;

/** By `unit period KPI tier`; a place and period that holds any ticket has figures, be they 0. */
export function naiveFeedback(tickets: readonly Ticket[]): Map<string, Figure> {
  const figures: Figures = new Map();
  for (const ticket of tickets) {
    count(figures, ticket, ticket.received_at, receivedFigures(ticket));
    count(figures, ticket, ticket.sent_at, sentFigures(ticket));
  }
  addNewMap(figures);
  return new Map([...figures].map(([key, { numerator, denominator }]) => [key, [numerator, denominator]]));
}

/** A unit of the new map is what all its parts that were there in the period add up to, and what it has itself. */
function addNewMap(figures: Figures): void {
  const all = [...figures.keys()].map((key) => key.split(' '));
  const periods = new Set(all.map(([, period = '']) => period));
  const kpis = new Set(all.map(([, , kpi = '']) => kpi));
  for (const heir of unitRegister.list({ codeList: 'VN2025' })) {
    const parts = unitRegister.formerParts(heir);
    for (const period of periods) {
      const [first, end] = [firstDay(parsePeriod(period)), endDay(parsePeriod(period))];
      if (heir.validFrom !== undefined && heir.validFrom <= first) continue;
      const there = parts.filter((part) => validDuring(part, first, end)).map(({ id }) => id);
      for (const kpi of kpis) {
        const whole = there.length > 0 && there.every((id) => figures.has(`${id} ${period} ${kpi} `));
        for (const tier of ['', 'PROVINCE', 'DISTRICT', 'COMMUNE']) {
          const key = (id: string) => `${id} ${period} ${kpi} ${tier}`;
          const added = [heir.id, ...there].flatMap((id) => figures.get(key(id)) ?? []);
          if (!whole || added.length === 0) figures.delete(key(heir.id));
          else figures.set(key(heir.id), total(added));
        }
      }
    }
  }
}

function total(figures: readonly { numerator: number; denominator: number | null }[]) {
  return {
    numerator: figures.reduce((sum, { numerator }) => sum + numerator, 0),
    denominator: figures.some(({ denominator }) => denominator === null)
      ? null
      : figures.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0),
  };
}

/** What one ticket adds to each KPI. */
type Additions = readonly (readonly [kpi: string, numerator: number, denominator: number | null])[];

function receivedFigures(ticket: Ticket): Additions {
  const received = ticket.is_duplicate === 'false' && ticket.status !== 'refused';
  if (!received) {
    return [
      ['FBK-01', 0, null],
      ...['FBK-02', 'FBK-03', 'FBK-04', 'FBK-05'].map((kpi) => [kpi, 0, 0] as const),
    ];
  }
  const [processed, due] = [instant(ticket.processed_at), instant(ticket.due_at)];
  const late = processed !== undefined && due !== undefined && processed > due;
  const rating = Number(ticket.rating ?? '');
  const disliked = rating === 1 || rating === 2;
  return [
    ['FBK-01', 1, null],
    ['FBK-02', processed === undefined ? 0 : 1, 1],
    ['FBK-03', processed !== undefined && !late ? 1 : 0, processed === undefined ? 0 : 1],
    ['FBK-04', rating, rating > 0 ? 1 : 0],
    ['FBK-05', disliked || ticket.reopened === 'true' || late ? 0 : 1, 1],
  ];
}

function sentFigures({ channel, answered_at }: Ticket): Additions {
  const mobile = channel === 'mobile';
  return [['FBK-06', mobile && instant(answered_at) !== undefined ? 1 : 0, mobile ? 1 : 0]];
}

function count(figures: Figures, ticket: Ticket, at: string | undefined, additions: Additions): void {
  const day = vietnameseDay(instant(at) ?? NaN);
  const year = day.slice(0, 4);
  const quarter = `${year}-Q${Math.floor((Number(day.slice(5, 7)) + 2) / 3)}`;
  const tier = agencies.find(({ code }) => code === ticket.assigned_org)?.tier ?? '';
  // A code means the unit that bore it on the day of receipt, whatever else happened when.
  for (const unit of unitsOn(ticket.unit_code ?? '', vietnameseDay(instant(ticket.received_at) ?? NaN))) {
    for (const period of [year, quarter, day.slice(0, 7)]) {
      for (const [kpi, numerator, denominator] of additions) {
        for (const ofTier of tiersOf(kpi, tier)) {
          const key = `${unit} ${period} ${kpi} ${ofTier}`;
          const sum = figures.get(key) ?? { numerator: 0, denominator: denominator === null ? null : 0 };
          sum.numerator += numerator;
          if (sum.denominator !== null) sum.denominator += denominator ?? 0;
          figures.set(key, sum);
        }
      }
    }
  }
}

/** All tiers together, and the agency's own where the KPI is reported by tier. */
export function tiersOf(kpi: string, tier: string): string[] {
  const reported = kpi === 'FBK-06' ? [] : ['DISTRICT', 'COMMUNE'];
  return ['', ...reported.filter((candidate) => candidate === tier)];
}

function unitsOn(code: string, day: string): string[] {
  const on = day as Day; // made from an instant, so it exists
  const unit = unitRegister.byCode(code, { on });
  return unit === undefined ? [] : [unit, ...unitRegister.ancestors(unit, on)].map(({ id }) => id);
}

function instant(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Date.parse(text);
}

function vietnameseDay(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
}
