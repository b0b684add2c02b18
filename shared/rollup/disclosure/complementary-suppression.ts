/**
 * Complementary suppression: which cells to withhold besides the sensitive ones, so that none of them can be inferred from what is
 * shown, or ever was.
 */
import { inferableCells, type Sum } from './inferable-cells';

export interface Cell {
  /** What identifies it in its group. */
  readonly id: string;
  /** What is withheld as a whole, in all groups, to hide the cell: a measure of a unit. */
  readonly block: string;
  /** Blocks that hide the cell as well when they are withheld for another's sake. */
  readonly hiddenWith?: readonly string[];
  /** A count or an amount; 0 hides nothing, though it may be hidden itself. */
  readonly size: number;
  /** Must be withheld for its own sake. */
  readonly sensitive: boolean;
  /**
   * The figure could be known from a former release: of the same period, so that it hides nothing, or of another, from which
   * it may not have changed.
   */
  readonly known?: 'same period' | 'other period' | undefined;
  /** An amount hides as much as it likes; a count must hide so many in each sum. */
  readonly isAmount?: boolean;
}

/** A cell that is the sum of others; where the whole is no cell of the group, it is known. */
export interface CellSum extends Sum {
  /** What is rather shown, where one of both must be withheld beside a hidden part. */
  readonly spares: 'whole' | 'parts';
}

/** Cells of one period and how they add up; a cell that is not there is known to be nothing. */
export interface Group {
  readonly cells: readonly Cell[];
  readonly sums: readonly CellSum[];
}

/**
 * The blocks to withhold: those withheld already, those that have a sensitive cell in any group, and further ones until no
 * sensitive cell can be inferred in its group. A block is withheld in all groups, for what it hides at one time could
 * otherwise be inferred from its figures at another.
 */
export function complementarySuppression(
  groups: readonly Group[],
  already: Iterable<string>,
  minimumCellSize: number,
): ReadonlySet<string> {
  const withheld = new Set(already);
  for (const { cells } of groups)
    for (const { block, sensitive } of cells) if (sensitive) withheld.add(block);
  const states = groups.map((group) => new GroupState(group, withheld, minimumCellSize));
  // What is withheld for one group's sake is withheld in all, and may need a further block there.
  for (let before = -1; before < withheld.size;) {
    before = withheld.size;
    for (const state of states) state.hide();
  }
  return withheld;
}

/** The cells of the group that are withheld and can still be inferred from what is shown, which does no harm. */
export function inferableWithheld<C extends Cell>(
  group: { readonly cells: readonly C[]; readonly sums: readonly CellSum[] },
  withheld: ReadonlySet<string>,
): C[] {
  const state = new GroupState(group, new Set(withheld), 0);
  const inferable = new Set(state.inferable());
  return group.cells.filter(({ id }) => inferable.has(id));
}

export function isWithheld({ block, hiddenWith = [] }: Cell, withheld: ReadonlySet<string>): boolean {
  return withheld.has(block) || hiddenWith.some((other) => withheld.has(other));
}

/** How many sums away from a cell that can be inferred a further one is looked for. */
const MAX_DISTANCE = 3;

/**
 * The members of each sum that are withheld and not known, for who solves the sums of several releases together.
 * @param withheld absent: as if all cells were
 */
export function openSums<C extends Cell>(
  group: { readonly cells: readonly C[]; readonly sums: readonly CellSum[] },
  withheld?: ReadonlySet<string>,
): { readonly whole: C | undefined; readonly parts: readonly C[] }[] {
  const cells = new Map(group.cells.map((cell) => [cell.id, cell]));
  const unknown = (id: string): C[] => {
    const cell = cells.get(id);
    const isHidden = cell !== undefined && (withheld === undefined || isWithheld(cell, withheld));
    return isHidden && (cell.sensitive || FRESH(cell)) ? [cell] : [];
  };
  return group.sums
    .map(({ whole, parts }) => ({ whole: unknown(whole)[0], parts: parts.flatMap(unknown) }))
    .filter(({ whole, parts }) => whole !== undefined || parts.length > 0);
}

class GroupState {
  private readonly cells: ReadonlyMap<string, Cell>;
  private readonly sums: readonly CellSum[];
  private readonly sensitive: readonly string[];
  /** How many blocks were withheld when the group was last found safe. */
  private safeWith = -1;

  constructor(
    { cells, sums }: Group,
    private readonly withheld: Set<string>,
    private readonly minimumCellSize: number,
  ) {
    this.cells = new Map(cells.map((cell) => [cell.id, cell]));
    this.sums = sums
      .map((sum) => ({ ...sum, parts: sum.parts.filter((part) => this.cells.has(part)) }))
      .filter(({ whole, parts }) => this.cells.has(whole) || parts.length > 0);
    this.sensitive = cells.filter(({ sensitive }) => sensitive).map(({ id }) => id);
  }

  hide(): void {
    for (;;) {
      if (this.safeWith === this.withheld.size) return;
      this.hideInEachSum();
      const further = this.sensitive.length === 0 ? undefined : this.furtherForInferable();
      if (further === undefined) {
        this.safeWith = this.withheld.size;
        return;
      }
      this.withheld.add(further);
    }
  }

  /** Those that are withheld, and can be inferred from what is shown. */
  inferable(): string[] {
    const unknowns = [...this.cells.keys()].filter((id) => this.isUnknown(id));
    return inferableCells(this.sums, unknowns);
  }

  /** Sums that cross, as the two maps do, may determine together what none does alone: then a further cell near by helps. */
  private furtherForInferable(): string | undefined {
    const inferable = new Set(this.inferable());
    for (const id of this.sensitive.filter((one) => inferable.has(one))) {
      let near: ReadonlySet<string> = new Set([id]);
      for (let distance = 0; distance < MAX_DISTANCE; distance += 1) {
        near = this.neighboursOf(near);
        const further = this.smallest(near, FRESH) ?? this.smallest(near, NOT_KNOWN);
        if (further !== undefined) return further;
      }
    }
    return undefined;
  }

  private neighboursOf(ids: ReadonlySet<string>): Set<string> {
    const touching = this.sums.filter(
      ({ whole, parts }) => ids.has(whole) || parts.some((part) => ids.has(part)),
    );
    return new Set(touching.flatMap(({ whole, parts }) => [whole, ...parts]));
  }

  /** Until no sum has just one unknown, which is most of the work, and for one tree of units all of it. */
  private hideInEachSum(): void {
    for (let found = true; found;) {
      found = false;
      for (const sum of this.sums) {
        const block = this.furtherIn(sum);
        if (block === undefined) continue;
        this.withheld.add(block);
        found = true;
      }
    }
  }

  /** The block to withhold besides what is hidden in the sum; undefined where that is enough, or nothing would help. */
  private furtherIn(sum: CellSum): string | undefined {
    return this.furtherAmong(sum, FRESH) ?? this.furtherAmong(sum, NOT_KNOWN);
  }

  /** @param worth what a further cell must be */
  private furtherAmong({ whole, parts, spares }: CellSum, worth: Worth): string | undefined {
    const unknown = parts.filter((part) => this.isUnknown(part));
    if (this.isUnknown(whole)) return unknown.length === 0 ? this.smallest(parts, worth) : undefined;
    if (unknown.length === 0) return undefined;
    const hideWhole = this.smallest([whole], worth);
    if (spares === 'parts' && hideWhole !== undefined) return hideWhole;
    if (unknown.length > 1 && this.hidesEnough(unknown)) return undefined;
    return this.smallest(parts, worth) ?? hideWhole;
  }

  private hidesEnough(unknown: readonly string[]): boolean {
    const cells = unknown.flatMap((id) => this.cells.get(id) ?? []);
    const hidden = cells.reduce((sum, { size }) => sum + size, 0);
    return hidden >= this.minimumCellSize || cells.some(({ isAmount }) => isAmount === true);
  }

  /** Withheld, and not known from before, which a sensitive one cannot be. */
  private isUnknown(id: string): boolean {
    const cell = this.cells.get(id);
    return cell !== undefined && isWithheld(cell, this.withheld) && (cell.sensitive || FRESH(cell));
  }

  /** Of those cells that are shown the block of the smallest that is worth hiding: another would hide nothing. */
  private smallest(ids: Iterable<string>, worth: Worth): string | undefined {
    let least: Cell | undefined;
    for (const id of ids) {
      const cell = this.cells.get(id);
      if (cell === undefined || cell.size === 0 || !worth(cell) || isWithheld(cell, this.withheld)) continue;
      if (least === undefined || cell.size < least.size || (cell.size === least.size && id < least.id))
        least = cell;
    }
    return least?.block;
  }
}

type Worth = (cell: Cell) => boolean;

/** First what nobody can know; where there is none, what nobody can be sure of. */
const FRESH: Worth = ({ known }) => known === undefined;
const NOT_KNOWN: Worth = ({ known }) => known !== 'same period';
