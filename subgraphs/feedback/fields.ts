/** The fields of feedback (lĩnh vực): ten are named by source 003, the rest of the 30 are synthetic. */
import { readDataFile } from '../../shared/reference/data-file';
import type { Localised } from '../../shared/units/unit';

export interface Field {
  readonly code: string;
  readonly name: Localised;
  /** Only there for demonstration records. */
  readonly demonstration: boolean;
}

export const fields: readonly Field[] = readDataFile('subgraphs', 'feedback', 'fields.csv').map((row) => ({
  code: row.text('code'),
  name: { vi: row.text('name_vi'), en: row.text('name_en') },
  demonstration: row.flag('demonstration'),
}));

export const fieldCodes = fields.map(({ code }) => code);
