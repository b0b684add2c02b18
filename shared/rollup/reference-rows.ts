/** The registers as arrays of columns, ready for unnest: where a code lies on a day, and what an agency is. */
import { agencies, unitRegister } from '../reference/registers';
import type { Unit, UnitId, UnitVersion } from '../units/unit';

const ALWAYS = { from: '-infinity', to: 'infinity' };

/** code, unit, valid_from, valid_to: a unit's code leads to itself and, for as long as that held, to each unit above. */
export function placeRows(): [string[], string[], string[], string[]] {
  const all: PlaceRow[] = [];
  const climb = (code: string, unit: Unit | undefined, from: string, to: string) => {
    for (const version of unit?.versions ?? []) {
      const span = intersect({ from, to }, spanOf(version));
      if (unit === undefined || span === undefined) continue;
      all.push([code, unit.id, span.from, span.to]);
      if (version.parent !== undefined) climb(code, unitRegister.get(version.parent), span.from, span.to);
    }
  };
  for (const unit of unitRegister.list()) climb(unit.code, unit, ALWAYS.from, ALWAYS.to);
  const rows = joined(all);
  return [
    rows.map((row) => row[0]),
    rows.map((row) => row[1]),
    rows.map((row) => row[2]),
    rows.map((row) => row[3]),
  ];
}

type PlaceRow = [code: string, unit: UnitId, from: string, to: string];

/** Spans that follow one another without a gap become one: a new name does not move a unit. */
function joined(rows: readonly PlaceRow[]): PlaceRow[] {
  const byPlace = new Map<string, PlaceRow[]>();
  for (const [code, unit, from, to] of rows.toSorted((a, b) => (a[2] < b[2] ? -1 : 1))) {
    const spans = byPlace.get(`${code} ${unit}`) ?? [];
    const last = spans.at(-1);
    if (last?.[3] === from) last[3] = to;
    else byPlace.set(`${code} ${unit}`, [...spans, [code, unit, from, to]]);
  }
  return [...byPlace.values()].flat();
}

/** code, tier, unit_code, valid_from, valid_to, demonstration */
export function agencyRows(): [string[], string[], (string | null)[], string[], string[], boolean[]] {
  return [
    agencies.map(({ code }) => code),
    agencies.map(({ tier }) => tier),
    agencies.map(({ unit }) => (unit === undefined ? null : (unitRegister.get(unit)?.code ?? null))),
    agencies.map(({ validFrom }) => validFrom ?? ALWAYS.from),
    agencies.map(({ validTo }) => validTo ?? ALWAYS.to),
    agencies.map(({ demonstration }) => demonstration),
  ];
}

interface Span {
  readonly from: string;
  readonly to: string;
}

function spanOf({ validFrom, validTo }: UnitVersion): Span {
  return { from: validFrom ?? ALWAYS.from, to: validTo ?? ALWAYS.to };
}

/** ISO days compare as text; `-infinity` comes before all of them, and `infinity` after. */
function intersect(a: Span, b: Span): Span | undefined {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from < to ? { from, to } : undefined;
}
