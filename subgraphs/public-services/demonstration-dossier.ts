/** One synthetic dossier: filed at a desk, and resolved or still open. */
import type { Random } from '../../shared/demonstration/random';
import type { RecordRow } from '../../shared/import/record-kind';
import { addDays, type Day, dayOf, formatInstant, startOf } from '../../shared/period/day';
import type { Agency, Tier } from '../../shared/units/unit';

/** The share digitised by the day resolved, newest first: about 13 % until the directive of June 2023, over 98 % in 2024. */
const DIGITISED = [
  ['2024-01-01', 0.992],
  ['2023-11-01', 0.92],
  ['2023-09-01', 0.78],
  ['2023-07-01', 0.6],
  ['2023-06-01', 0.4],
  ['', 0.13],
] as const;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Agencies of one tier and place among which dossiers are spread: a department, a district's offices, a commune. */
export interface Desk {
  readonly tier: Tier;
  readonly agencies: readonly Agency[];
  readonly unit: string;
  readonly size: number;
  /** How much of its share of online dossiers it has, 100 being the tier's own. */
  readonly lean: number;
}

/** What is known of a dossier before it is filed. */
interface Filing {
  readonly desk: Desk;
  readonly isOnline: boolean;
  readonly procedure: string | undefined;
}

export function filing(
  serial: number,
  { desk, isOnline, procedure }: Filing,
  receivedOn: Day,
  random: Random,
) {
  const received = startOf(receivedOn).getTime() + random.integer(7 * 60 + 30, 16 * 60 + 30) * MINUTE_MS;
  const submitted = received - random.integer(2, isOnline ? 400 : 15) * MINUTE_MS;
  const fee = random.chance(0.45) ? random.integer(1, 25) * 20_000 : 0;
  const since2024 = receivedOn >= '2024-01-01';
  const paidOnline = fee > 0 && random.chance(isOnline ? (since2024 ? 0.85 : 0.6) : 0.1);
  const row = {
    dossier_code: `DEMO-${yymmdd(submitted)}-${String(serial).padStart(5, '0')}`,
    procedure_code: procedure ?? '',
    org_code: random.pick(desk.agencies).code,
    unit_code: desk.unit,
    channel: isOnline ? '2' : random.chance(0.05) ? '3' : '1',
    submitted_at: formatInstant(new Date(submitted)),
    received_at: formatInstant(new Date(received)),
    due_at: formatInstant(new Date(received + random.integer(5, 20) * DAY_MS)),
    supplement_requests: '0',
    supplement_seconds: '0',
    has_digitised_component: String(isOnline),
    fee_due_vnd: String(fee),
    online_payment: paidOnline ? random.pick(['1', '1', '2']) : '0',
    vneid_verified: String(isOnline && random.chance(since2024 ? 0.9 : 0.4)),
  };
  return { row, receivedOn, received };
}

type Filed = ReturnType<typeof filing>;

/** What a dossier says once it is done: mostly on time, now and then after a supplement. */
export function resolution(
  { row, receivedOn, received }: Filed,
  took: number,
  isOnline: boolean,
  random: Random,
): RecordRow {
  const finishedOn = addDays(receivedOn, took);
  // Taken in by half past four, finished by five.
  const finished = startOf(finishedOn).getTime() + random.integer(16 * 60 + 31, 17 * 60) * MINUTE_MS;
  const allowed = took > 1 && random.chance(0.05) ? Math.floor(took / 2) : took + random.integer(1, 5);
  const requests = took < 3 || random.chance(0.93) ? 0 : random.chance(0.92) ? 1 : 2;
  const [, share = 0] = DIGITISED.find(([from]) => from <= finishedOn) ?? [];
  const digitised = random.chance(share);
  const returned = random.chance(0.9);
  return {
    due_at: formatInstant(new Date(received + allowed * DAY_MS)),
    finished_at: formatInstant(new Date(finished)),
    ...(returned ? { returned_at: formatInstant(new Date(finished + 20 * MINUTE_MS)) } : {}),
    status: returned ? '10' : '9',
    supplement_requests: String(requests),
    supplement_seconds: String(requests === 0 ? 0 : random.integer(4, took * 12) * 3600),
    has_digitised_component: String(digitised || isOnline),
    ...(digitised ? { result_file: `ket-qua/${row.dossier_code}.pdf` } : {}),
    ...(random.chance(0.3) ? { rating: random.pick(['5', '5', '5', '4', '4', '3', '2']) } : {}),
  };
}

/** One that is only registered, or was refused, has not been received. */
export function openDossier({ row }: Filed, status: string): RecordRow {
  const { received_at, due_at, ...registered } = row;
  if (status === '1' || status === '3') return { ...registered, status };
  return { ...registered, received_at, due_at, status, supplement_requests: status === '5' ? '1' : '0' };
}

function yymmdd(time: number): string {
  return dayOf(new Date(time)).slice(2).replaceAll('-', '');
}
