/**
 * Synthetic tickets and accounts, marked as demonstration, that add up to every published figure of the system.
 * Each span ends on a day that some figure speaks of; what is processed or answered in a span is so by its end.
 */
import { apportion } from '../../shared/demonstration/apportion';
import type { Demonstration } from '../../shared/demonstration/demonstration';
import { type Random, seeded } from '../../shared/demonstration/random';
import type { RecordRow } from '../../shared/import/record-kind';
import { addDays, type Day, formatInstant, parseDay, startOf } from '../../shared/period/day';
import { agencies, unitRegister } from '../../shared/reference/registers';
import type { Unit } from '../../shared/units/unit';
import { fieldCodes } from './fields';
import { accounts, tickets } from './records';

const PROVINCE = unitRegister.byCode('27', { codeList: 'VN2004' });
const DISTRICTS = PROVINCE === undefined ? [] : unitRegister.children(PROVINCE, parseDay('2022-12-31'));

/** 2022 by district code: 256 and 263 received, 260 and 264 processed as published; the rest fills up to the province. */
const RECEIVED_2022 = { 256: 921, 258: 170, 259: 140, 260: 125, 261: 177, 262: 110, 263: 21, 264: 60 };
const PROCESSED_2022 = { 256: 833, 258: 156, 259: 128, 260: 80, 261: 164, 262: 101, 263: 19, 264: 60 };
/** Ten ratings of 34 points make the published 3.4 of Gia Bình; 500 of 1,520 make the 3.04 of the province. */
const RATED_2022 = { rated: 500, points: 1520, district: { code: '263', rated: 10, points: 34 } };

interface Span {
  readonly from: string;
  readonly to: string;
  readonly received: number;
  readonly processed: number;
  readonly mobile: number;
  readonly mobileAnswered: number;
}

/** 3,327 received and 94 % processed by April 2023; over 10,000 and 95 % by 2024-10-10; mobile 90 % by 2023-09-13, 92.3 % in 2023. */
const SPANS: readonly Span[] = [
  {
    from: '2022-01-01',
    to: '2022-12-31',
    received: 1724,
    processed: 1541,
    mobile: 1100,
    mobileAnswered: 960,
  },
  {
    from: '2023-01-01',
    to: '2023-04-30',
    received: 1603,
    processed: 1586,
    mobile: 1000,
    mobileAnswered: 900,
  },
  {
    from: '2023-05-01',
    to: '2023-09-13',
    received: 1700,
    processed: 1650,
    mobile: 1000,
    mobileAnswered: 900,
  },
  {
    from: '2023-09-14',
    to: '2023-12-31',
    received: 1197,
    processed: 1150,
    mobile: 1000,
    mobileAnswered: 969,
  },
  {
    from: '2024-01-01',
    to: '2024-10-10',
    received: 3900,
    processed: 3790,
    mobile: 2900,
    mobileAnswered: 2720,
  },
  { from: '2024-10-11', to: '2024-10-31', received: 300, processed: 270, mobile: 220, mobileAnswered: 200 },
];

export const demonstration: Demonstration = {
  asOf: new Date('2024-10-31T23:59:59+07:00'),
  files: [
    { kind: tickets, rows: ticketRows },
    { kind: accounts, rows: accountRows },
  ],
};

function* ticketRows(): Generator<RecordRow> {
  const random = seeded(1724);
  const shares = Object.values(RECEIVED_2022);
  for (const span of SPANS) {
    const in2022 = span.from.startsWith('2022');
    const received = in2022 ? shares : apportion(span.received, shares);
    const processed = in2022 ? Object.values(PROCESSED_2022) : apportion(span.processed, received);
    const ratings = ratingsByDistrict(processed, in2022, random);
    const drafts = DISTRICTS.flatMap((district, i) =>
      draftsOf(district, received[i] ?? 0, processed[i] ?? 0, ratings[i] ?? []),
    );
    const mobile = random.shuffled(drafts.map((_, i) => i)).slice(0, span.mobile);
    const answered = new Set(mobile.slice(0, span.mobileAnswered));
    const onMobile = new Set(mobile);
    for (const [i, draft] of drafts.entries()) {
      yield ticketRow(
        `DEMO-${span.from}-${String(i + 1).padStart(5, '0')}`,
        draft,
        span,
        onMobile.has(i),
        answered.has(i),
        random,
      );
    }
  }
}

interface Draft {
  readonly district: Unit;
  readonly processed: boolean;
  readonly rating: number | undefined;
}

/** The first are processed, and of these the first are rated. */
function draftsOf(district: Unit, received: number, processed: number, ratings: readonly number[]): Draft[] {
  return Array.from({ length: received }, (_, i) => ({
    district,
    processed: i < processed,
    rating: ratings[i],
  }));
}

function ratingsByDistrict(processed: readonly number[], in2022: boolean, random: Random): number[][] {
  if (!in2022)
    return processed.map((count) => ratings(Math.floor(count * 0.3), Math.floor(count * 0.3) * 3.3, random));
  const { district, rated, points } = RATED_2022;
  const others = processed.map((count, i) => (DISTRICTS[i]?.code === district.code ? 0 : count));
  const counts = apportion(rated - district.rated, others);
  const sums = apportion(points - district.points, counts);
  return processed.map((_, i) =>
    DISTRICTS[i]?.code === district.code
      ? ratings(district.rated, district.points, random)
      : ratings(counts[i] ?? 0, sums[i] ?? 0, random),
  );
}

/** That many ratings of 1 to 5 with that sum: even ones, of which pairs are then drawn apart. */
function ratings(count: number, points: number, random: Random): number[] {
  if (count === 0) return [];
  const given = apportion(
    Math.round(points),
    Array.from({ length: count }, () => 1),
  );
  for (let moves = count * 2; moves > 0; moves--) {
    const [up, down] = [random.integer(0, count - 1), random.integer(0, count - 1)];
    const [high = 5, low = 1] = [given[up], given[down]];
    if (up === down || high >= 5 || low <= 1) continue;
    given[up] = high + 1;
    given[down] = low - 1;
  }
  return given;
}

const DAY_MS = 86_400_000;

function ticketRow(
  code: string,
  { district, processed, rating }: Draft,
  span: Span,
  mobile: boolean,
  answered: boolean,
  random: Random,
): RecordRow {
  const [from, to] = [parseDay(span.from), parseDay(span.to)];
  const commune = random.pick(communesOf(district, from));
  const spanEnd = startOf(addDays(to, 1)).getTime() - 60_000;
  const receivedOn = addDays(from, random.integer(0, daysBetween(from, to)));
  const received = startOf(receivedOn).getTime() + random.integer(6 * 60, 21 * 60) * 60_000;
  const within = (days: number) => new Date(Math.min(received + days * DAY_MS, spanEnd));
  const processedAt = processed
    ? within(random.chance(0.92) ? random.integer(1, 18) : random.integer(22, 40))
    : undefined;
  const answeredAt = mobile ? (answered ? within(random.integer(1, 4)) : undefined) : processedAt;
  return {
    ticket_code: code,
    kind: random.chance(0.8) ? 'field' : random.pick(['procedure', 'enterprise']),
    // The ten fields that a source names as the most frequent come first in the list.
    field_code: random.pick(random.chance(0.85) ? fieldCodes.slice(0, 10) : fieldCodes),
    channel: mobile ? 'mobile' : random.pick(['web', 'web', 'hotline']),
    unit_code: commune.code,
    assigned_org: handlerOf(district, commune, random),
    sent_at: formatInstant(new Date(received - random.integer(1, 120) * 60_000)),
    received_at: formatInstant(new Date(received)),
    due_at: formatInstant(new Date(received + 21 * DAY_MS)), // 15 working days are three weeks
    ...stamped('answered_at', answeredAt),
    ...stamped('processed_at', processedAt),
    ...stamped('published_at', processedAt),
    status: processed ? 'published' : 'processing',
    transfers: String(random.chance(0.1) ? 1 : 0),
    ...(rating === undefined ? {} : { rating: String(rating) }),
    reopened: String(processed && random.chance(0.03)),
    is_duplicate: 'false',
  };
}

function stamped(column: string, instant: Date | undefined): RecordRow {
  return instant === undefined ? {} : { [column]: formatInstant(instant) };
}

/** Mostly the commune itself, else the district or one of its offices. */
function handlerOf(district: Unit, commune: Unit, random: Random): string {
  if (random.chance(0.55)) return `UBND-${commune.code}`;
  if (random.chance(0.5)) return `UBND-${district.code}`;
  return `DEMO-${district.code}-${String(random.integer(1, 12)).padStart(2, '0')}`;
}

/** 1,326 accounts at 252 agencies by 2023-10-09, 1,500 by 2024-10-10: the published stocks. */
function* accountRows(): Generator<RecordRow> {
  const random = seeded(252);
  const opened = agencies.flatMap(({ code }, i) => {
    const first = addDays(parseDay('2022-01-10'), Math.floor((i * 600) / agencies.length));
    return Array.from({ length: i < 1326 % 252 ? 6 : 5 }, () => ({
      code,
      on: addDays(first, random.integer(0, 30)),
    }));
  });
  const later = Array.from({ length: 1500 - opened.length }, () => ({
    code: random.pick(agencies).code,
    on: addDays(parseDay('2023-10-10'), random.integer(0, 360)),
  }));
  for (const [i, { code, on }] of [...opened, ...later].entries()) {
    yield { account_code: `DEMO-${String(i + 1).padStart(4, '0')}`, org_code: code, activated_on: on };
  }
}

const communes = new Map<string, Unit[]>();

function communesOf(district: Unit, on: Day): Unit[] {
  const known = communes.get(district.code) ?? unitRegister.children(district, on);
  communes.set(district.code, known);
  return known;
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
