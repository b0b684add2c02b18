/** Synthetic certificates and the officials among their holders, the same on every call. */
import { apportion } from '../../shared/demonstration/apportion';
import { type Random, seeded } from '../../shared/demonstration/random';
import { addDays, type Day, parseDay } from '../../shared/period/day';
import { agencies, unitRegister } from '../../shared/reference/registers';
import type { Agency } from '../../shared/units/unit';

export interface Certificate {
  readonly serial: string;
  readonly type: 'public-citizen' | 'enterprise' | 'official-personal' | 'official-agency';
  readonly holder: string;
  readonly agency?: string;
  readonly unit: string;
  readonly size?: string;
  readonly medium: string;
  readonly from: Day;
  readonly to: Day;
  readonly revoked?: Day;
}

export interface Official {
  readonly code: string;
  readonly agency: Agency;
  readonly mustSign: boolean;
  readonly from: Day;
  readonly to?: Day;
}

export const LAST_DAY = parseDay('2024-10-31');
/** The communes of the old map, of which none changed its code before the last day. */
const COMMUNES = unitRegister.list({ level: 'COMMUNE', codeList: 'VN2004', on: LAST_DAY });
/** Adults by commune, made up and rounded to hundreds. */
export const ADULTS = adultsByCommune();

/** Published is that over 14,000 public certificates were issued in 2023; of the other years nothing. */
const OF_CITIZENS = [
  { year: '2022', count: 1900 },
  { year: '2023', count: 14_120 },
  { year: '2024', count: 2300 },
];
/** Published are over 1,400 small and medium enterprises by the end of 2023. */
const SMES = { upTo2023: 1430, in2024: 170 };
const LARGE_ENTERPRISES = 60;
const OFFICIALS = { PROVINCE: [18, 30], DISTRICT: [4, 8], COMMUNE: [5, 8] } as const;

export function* certificates(): Generator<Certificate> {
  const random = seeded(14_120);
  let count = 0;
  for (const issue of [ofCitizens, ofEnterprises, ofAgencies, ofOfficials]) {
    for (const issued of issue(random)) yield { serial: `DEMO-${number((count += 1))}`, ...issued };
  }
}

export function* officials(): Generator<Official> {
  const random = seeded(411);
  let count = 0;
  for (const agency of agencies) {
    const [least, most] = OFFICIALS[agency.tier];
    for (let i = random.integer(least, most); i > 0; i--) {
      const from = random.chance(0.85) ? parseDay('2022-01-01') : dayIn('2022-02-01', 900, random);
      const to = random.chance(0.05) ? addDays(from, random.integer(60, 900)) : LAST_DAY;
      yield {
        code: `DEMO-O-${number((count += 1))}`,
        agency,
        mustSign: random.chance(0.85),
        from,
        ...(to < LAST_DAY ? { to } : {}),
      };
    }
  }
}

type Issued = Omit<Certificate, 'serial'>;

/** Some of those of 2024 are renewed: one more certificate, and no further holder. */
function* ofCitizens(random: Random): Generator<Issued> {
  const holders = COMMUNES.map((): string[] => []);
  let count = 0;
  for (const { year, count: issued } of OF_CITIZENS) {
    const byCommune = apportion(issued, [...ADULTS.values()]);
    for (const [i, { code: unit }] of COMMUNES.entries()) {
      const known = holders[i] ?? [];
      for (let n = byCommune[i] ?? 0; n > 0; n--) {
        const renewed = year === '2024' && random.chance(0.3);
        const holder = renewed ? random.pick(known) : `DEMO-C-${number((count += 1))}`;
        if (!renewed) known.push(holder);
        const from = dayIn(`${year}-01-01`, year === '2024' ? 300 : 364, random);
        yield {
          type: 'public-citizen',
          holder,
          unit,
          medium: random.pick(['remote', 'remote', 'remote', 'sim', 'usb']),
          ...term(from, random.chance(0.12) ? 1 : 3, random),
        };
      }
    }
  }
}

/** Those of small and medium ones up to 2023 last beyond its end, and are revoked after it or never. */
function* ofEnterprises(random: Random): Generator<Issued> {
  const sizes = ['micro', 'micro', 'small', 'small', 'medium'];
  const all = SMES.upTo2023 + SMES.in2024 + LARGE_ENTERPRISES;
  for (let i = 0; i < all; i++) {
    const large = i >= SMES.upTo2023 + SMES.in2024;
    const late = i >= SMES.upTo2023 && !large;
    const enterprise = {
      type: 'enterprise',
      holder: `DEMO-E-${number(i + 1)}`,
      unit: random.pick(COMMUNES).code,
      size: large ? 'large' : random.pick(sizes),
      medium: random.pick(['usb', 'usb', 'hsm', 'remote']),
    } as const;
    const from = late ? dayIn('2024-01-01', 300, random) : dayIn('2022-03-01', 660, random);
    const revoked = random.chance(0.02) ? dayIn('2024-02-01', 250, random) : undefined;
    const own = { from, to: yearsAfter(from, 3) };
    const revocation = revoked !== undefined && revoked > from ? { revoked } : {};
    yield { ...enterprise, ...own, ...revocation };
    // One in twelve has a second one for another of its people.
    if (i % 12 === 0) yield { ...enterprise, ...own };
  }
}

function* ofAgencies(random: Random): Generator<Issued> {
  for (const agency of agencies) {
    if (random.chance(0.05)) continue;
    const from = dayIn('2022-01-10', 640, random);
    yield {
      type: 'official-agency',
      holder: agency.code,
      agency: agency.code,
      unit: seatOf(agency),
      medium: random.pick(['hsm', 'usb']),
      from,
      to: yearsAfter(from, 5),
    };
  }
}

/** An official who leaves has the certificate revoked on that day. */
function* ofOfficials(random: Random): Generator<Issued> {
  for (const { code, agency, mustSign, from, to } of officials()) {
    if (!random.chance(mustSign ? 0.95 : 0.3)) continue;
    yield {
      type: 'official-personal',
      holder: code,
      agency: agency.code,
      unit: seatOf(agency),
      medium: random.pick(['usb', 'usb', 'sim', 'remote']),
      ...term(addDays(from, random.integer(5, 50)), 3, random),
      ...(to === undefined ? {} : { revoked: to }),
    };
  }
}

function term(from: Day, years: number, random: Random): Pick<Certificate, 'from' | 'to' | 'revoked'> {
  const to = yearsAfter(from, years);
  const revoked = random.chance(0.02) ? addDays(from, random.integer(20, 300)) : undefined;
  return { from, to, ...(revoked !== undefined && revoked <= LAST_DAY ? { revoked } : {}) };
}

function adultsByCommune(): ReadonlyMap<string, number> {
  const random = seeded(126);
  return new Map(COMMUNES.map(({ code }) => [code, random.integer(40, 130) * 100]));
}

function seatOf({ unit }: Agency): string {
  return (unit && unitRegister.get(unit)?.code) ?? '';
}

function dayIn(first: string, days: number, random: Random): Day {
  return addDays(parseDay(first), random.integer(0, days));
}

function yearsAfter(day: Day, years: number): Day {
  return addDays(day, 365 * years);
}

function number(count: number): string {
  return String(count).padStart(5, '0');
}
