/** Why a row of a file cannot be imported. */
import type { Column } from './column';

export interface Reject {
  readonly line: number;
  /** Empty where the row as a whole is at fault. */
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** The first fault found in a row. */
export type Fault = Omit<Reject, 'line'>;

const MAX_VALUE = 200;
const MASKED = '***';

/** A value as the rejects file may show it: that file is passed on, so what stands for a person is masked. */
export function shownValue(column: Column | undefined, value: string): string {
  return column?.isPerson === true && value !== '' ? MASKED : value.slice(0, MAX_VALUE);
}
