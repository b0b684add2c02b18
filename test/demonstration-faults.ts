/** What an import would find wrong with the records of a demonstration, which are loaded without its checks. */
import type { Demonstration } from '../shared/demonstration/demonstration';
import { rowChecker } from '../shared/import/check-row';
import type { RecordKind, RecordRow } from '../shared/import/record-kind';
import type { Fault } from '../shared/import/reject';
import { agencies } from '../shared/reference/registers';

/**
 * Of agencies of the demonstration, which an import refuses, real ones of the same tier and unit stand in.
 * @param instead what else stands in for a value that is the demonstration's own: gives the cell of a column
 */
export function demonstrationFaults(
  { asOf, files }: Demonstration,
  instead: (column: string, text: string) => string = (_, text) => text,
): Fault[] {
  const faults: Fault[] = [];
  for (const { kind, rows } of files) {
    const check = rowChecker(kind, kind.columnNames, asOf);
    for (const row of rows()) {
      const checked = check(kind.columnNames.map((name) => instead(name, realAgency(kind, row, name))));
      if (!('cells' in checked)) faults.push(checked);
    }
  }
  return faults;
}

function realAgency({ agency }: RecordKind, row: RecordRow, column: string): string {
  const text = row[column] ?? '';
  return column === agency ? (REAL.get(text) ?? text) : text;
}

const REAL = new Map(
  agencies
    .filter(({ demonstration }) => demonstration)
    .map(({ code, tier, unit }) => [
      code,
      agencies.find((other) => !other.demonstration && other.tier === tier && other.unit === unit)?.code,
    ]),
);
