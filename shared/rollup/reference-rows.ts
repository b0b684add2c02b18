/** The registers as arrays of columns, ready for unnest: where a code lies on a day, and what an agency is. */
import { agencies, unitRegister } from '../reference/registers';
import type { Unit, UnitId } from '../units/unit';

const ALWAYS: Span = { from: '-infinity', to: 'infinity' };

/** ISO days, which compare as text; `-infinity` comes before all of them, and `infinity` after. Half-open. */
interface Span {
  readonly from: string;
  readonly to: string;
}

/** A unit to whose area another belongs for a span of days. */
interface Membership extends Span {
  readonly unit: UnitId;
}

interface ReferenceRows {
  readonly places: string[][];
  readonly agencies: ReturnType<typeof agencyRows>;
}

let made: ReferenceRows | undefined;

/** Made once: every system of the process asks for the same. */
export function referenceRows(): ReferenceRows {
  return (made ??= { places: placeRows(), agencies: agencyRows() });
}

/**
 * code, level, valid_from, valid_to: a unit's code, for as long as that unit bears it; and
 * unit, member_from, member_to: a unit to whose area it belongs: itself and each unit above it, then its heirs and those
 * above them, and, before the new map came, the units of the new map that it went into.
 */
function placeRows(): string[][] {
  const rows = unitRegister.list().flatMap((unit) => {
    const { from, to } = spanOf(unit);
    return joined(memberships(unit)).map((member) => [
      ...[unit.code, unit.level, from, to],
      ...[member.unit, member.from, member.to],
    ]);
  });
  return columns(rows, 7);
}

/** code, tier, unit_code, valid_from, valid_to, demonstration */
function agencyRows(): [string[], string[], (string | null)[], string[], string[], boolean[]] {
  return [
    agencies.map(({ code }) => code),
    agencies.map(({ tier }) => tier),
    agencies.map(({ unit }) => (unit === undefined ? null : (unitRegister.get(unit)?.code ?? null))),
    agencies.map((agency) => spanOf(agency).from),
    agencies.map((agency) => spanOf(agency).to),
    agencies.map(({ demonstration }) => demonstration),
  ];
}

function memberships(unit: Unit): Membership[] {
  const own = withAncestors(unit, spanOf(unit));
  // What is kept at a district has no heir of its own, but the province that it lay in has.
  const areas = [...new Set(own.map((member) => member.unit))].flatMap((id) => unitRegister.get(id) ?? []);
  const after = areas.flatMap((area) => {
    const since = { from: spanOf(area).to, to: ALWAYS.to };
    return unitRegister
      .successors(area)
      .flatMap(memberships)
      .flatMap((member) => within(member, since));
  });
  const before = areas
    .flatMap((area) => unitRegister.successors(area).flatMap(onNewMap))
    .map((heir) => ({ unit: heir.id, from: ALWAYS.from, to: spanOf(heir).from }));
  return [...own, ...after, ...before];
}

function withAncestors(unit: Unit, during: Span): Membership[] {
  return unit.versions.flatMap((version) =>
    within({ unit: unit.id, ...spanOf(version) }, during).flatMap((span) => {
      const parent = version.parent === undefined ? undefined : unitRegister.get(version.parent);
      return [span, ...(parent === undefined ? [] : withAncestors(parent, span))];
    }),
  );
}

/** The units of the new map that this one, or what became of it, went into. */
function onNewMap(unit: Unit): Unit[] {
  return unit.codeList === 'VN2025' ? [unit] : unitRegister.successors(unit).flatMap(onNewMap);
}

/** Spans that follow one another without a gap become one: a new name does not move a unit. */
function joined(members: readonly Membership[]): Membership[] {
  const byUnit = new Map<UnitId, Membership[]>();
  for (const member of members.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const spans = byUnit.get(member.unit) ?? [];
    const last = spans.at(-1);
    if (last !== undefined && member.from <= last.to) {
      spans[spans.length - 1] = { ...last, to: member.to > last.to ? member.to : last.to };
    } else spans.push(member);
    byUnit.set(member.unit, spans);
  }
  return [...byUnit.values()].flat();
}

function spanOf({
  validFrom,
  validTo,
}: {
  validFrom?: string | undefined;
  validTo?: string | undefined;
}): Span {
  return { from: validFrom ?? ALWAYS.from, to: validTo ?? ALWAYS.to };
}

function within(member: Membership, { from, to }: Span): Membership[] {
  const span = { from: member.from > from ? member.from : from, to: member.to < to ? member.to : to };
  return span.from < span.to ? [{ unit: member.unit, ...span }] : [];
}

/** Rows turned on their side. */
function columns(rows: readonly (readonly string[])[], count: number): string[][] {
  return Array.from({ length: count }, (_, i) => rows.map((row) => row[i] ?? ''));
}
