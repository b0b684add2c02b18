/**
 * Synthetic procedures and dossiers, marked as demonstration, that add up to every published figure of the system.
 * Each span ends on a day that some figure speaks of; a dossier is received and resolved in the same span.
 */
import { apportion } from '../../shared/demonstration/apportion';
import type { Demonstration } from '../../shared/demonstration/demonstration';
import { type Random, seeded } from '../../shared/demonstration/random';
import type { RecordRow } from '../../shared/import/record-kind';
import { addDays, parseDay } from '../../shared/period/day';
import { agencies, unitRegister } from '../../shared/reference/registers';
import { type Agency, type Tier, tiers } from '../../shared/units/unit';
import { type Desk, filing, openDossier, resolution } from './demonstration-dossier';
import { demonstrationProcedures, procedureRows } from './demonstration-procedures';
import { dossiers, procedures } from './records';

/** Dossiers resolved, how many of them were filed online, and how many services these are filed under. */
interface Volume {
  readonly resolved: number;
  readonly online: number;
  readonly services: number;
}

interface Span {
  readonly from: string;
  readonly to: string;
  readonly volumes: Readonly<Record<Tier, Volume>>;
}

const SPANS: readonly Span[] = [
  // 955 of 3,500 are 27.29 %, 698 of 1,000 are 69.8 % and 100 of 1,500 are 6.67 %.
  span('2022-01-01', '2022-12-31', [1000, 698, 300], [1500, 100, 52], [1000, 157, 40]),
  // 867 of 3,000 are 28.9 %; 454 services of the 1,297 that are online are 35 %.
  span('2023-01-01', '2023-10-09', [860, 610, 340], [1280, 110, 64], [860, 147, 50]),
  span('2023-10-10', '2023-12-31', [290, 225, 150], [420, 70, 40], [290, 75, 36]),
  span('2024-01-01', '2024-10-31', [1250, 1060, 560], [1700, 640, 130], [1250, 560, 68]),
];
/** Still open at the end, by status. */
const OPEN = { 1: 25, 2: 25, 3: 15, 4: 130, 5: 25, 6: 12, 7: 12, 8: 6 };
const OPEN_FROM = parseDay('2024-10-14');

/** How far an agency's share of online dossiers may lie from that of its tier, in per cent of it. */
const SPREAD = { PROVINCE: 15, DISTRICT: 45, COMMUNE: 50 };

export const demonstration: Demonstration = {
  asOf: new Date('2024-10-31T23:59:59+07:00'),
  files: [
    { kind: procedures, rows: procedureRows },
    { kind: dossiers, rows: dossierRows },
  ],
};

function* dossierRows(): Generator<RecordRow> {
  const random = seeded(2729);
  const desks = tiers.flatMap((tier) => desksOf(tier, random));
  const catalogue = new Map(tiers.map((tier) => [tier, catalogueOf(tier)]));
  let serial = 0;
  for (const { from, to, volumes } of SPANS) {
    const days = daysBetween(from, to);
    for (const tier of tiers) {
      const { online = [], all = [] } = catalogue.get(tier) ?? {};
      const used = online.slice(0, volumes[tier].services);
      let filedOnline = 0;
      for (const { desk, isOnline } of filings(desks, tier, volumes[tier])) {
        // Online dossiers go round, so that each service is used.
        const procedure = isOnline ? used[filedOnline++ % used.length] : random.pick(all);
        const day = random.integer(0, days);
        const took = random.integer(0, Math.min(18, day));
        const receivedOn = addDays(parseDay(from), day - took);
        const filed = filing(++serial, { desk, isOnline, procedure }, receivedOn, random);
        yield { ...filed.row, ...resolution(filed, took, isOnline, random) };
      }
    }
  }
  for (const status of Object.entries(OPEN).flatMap(([status, count]) => Array<string>(count).fill(status))) {
    const desk = random.pick(desks);
    const isOnline = random.chance(0.5);
    const { online = [], all = [] } = catalogue.get(desk.tier) ?? {};
    const on = addDays(OPEN_FROM, random.integer(0, 17));
    const procedure = random.pick(isOnline ? online : all);
    yield openDossier(filing(++serial, { desk, isOnline, procedure }, on, random), status);
  }
}

function desksOf(tier: Tier, random: Random): Desk[] {
  const groups = new Map<string, Agency[]>();
  for (const agency of agencies.filter((agency) => agency.tier === tier)) {
    const key = tier === 'DISTRICT' ? (agency.unit ?? '') : agency.code;
    groups.set(key, [...(groups.get(key) ?? []), agency]);
  }
  return [...groups.values()].map((members) => ({
    tier,
    agencies: members,
    unit: unitRegister.get(members[0]?.unit ?? '')?.code ?? '',
    size: random.integer(6, 14),
    lean: random.integer(100 - SPREAD[tier], 100 + SPREAD[tier]),
  }));
}

/** The services of a tier that are online all the time, and the procedures that are there all the time. */
function catalogueOf(tier: Tier): { online: string[]; all: string[] } {
  const ofTier = demonstrationProcedures().filter((procedure) => procedure.tier === tier);
  return {
    online: ofTier.filter(({ steps: [first] }) => first?.level !== 'info').map(({ code }) => code),
    all: ofTier.filter(({ repealedOn }) => repealedOn === undefined).map(({ code }) => code),
  };
}

function filings(desks: readonly Desk[], tier: Tier, { resolved, online }: Volume) {
  const own = desks.filter((desk) => desk.tier === tier);
  const volumes = apportion(
    resolved,
    own.map(({ size }) => size),
  );
  const onlineVolumes = apportion(
    online,
    own.map(({ lean }, i) => lean * (volumes[i] ?? 0)),
  );
  return own.flatMap((desk, i) =>
    Array.from({ length: volumes[i] ?? 0 }, (_, n) => ({ desk, isOnline: n < (onlineVolumes[i] ?? 0) })),
  );
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

type Counts = readonly [resolved: number, online: number, services: number];

function span(from: string, to: string, province: Counts, district: Counts, commune: Counts): Span {
  const volume = ([resolved, online, services]: Counts) => ({ resolved, online, services });
  return {
    from,
    to,
    volumes: { PROVINCE: volume(province), DISTRICT: volume(district), COMMUNE: volume(commune) },
  };
}
