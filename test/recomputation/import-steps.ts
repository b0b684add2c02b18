/** The steps that fill a system, in their order: imports of files, and deletions. */
import type { Day } from '../../shared/period/day';

export type Row = Readonly<Partial<Record<string, string>>>;

/** One file of one kind of record. */
export interface ImportStep {
  readonly records: string;
  /** Rows that are good and whose keys differ; none: a header alone. */
  readonly rows: readonly Row[];
  /** From which day on the file is complete; absent: the import reads it from the rows. */
  readonly coversFrom?: Day;
  /** Until when. */
  readonly asOf: Date;
}

/** The keys of one kind of record, some of which no record may bear. */
export interface DeletionStep {
  readonly records: string;
  readonly keys: readonly Row[];
}

export type Step = ImportStep | DeletionStep;

/** What the naive computation needs to know of a kind of record. */
export interface KindOfRecord {
  readonly name: string;
  readonly key: readonly string[];
  /** Columns whose former values hold until the as-of day of the import that changes them. */
  readonly moves: readonly string[];
  /** Of what moves between units: the columns of the unit's code, and of the day on which the code is read. */
  readonly place?: { readonly unit: string; readonly from: string };
  /** Every day by which a KPI counts the record, or on which it begins to hold. */
  readonly countsOn: (row: Row) => readonly (Day | undefined)[];
}
