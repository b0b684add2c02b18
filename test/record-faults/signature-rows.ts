/** Rows of officials and of certificates, to build tests from. */
import type { RecordRow } from '../../shared/import/record-kind';

/** Must sign at the people's committee of the district 256 since 2021. */
export function official(official_code: string, changes: RecordRow = {}): RecordRow {
  return { official_code, org_code: 'UBND-256', must_sign: 'true', from_day: '2021-01-01', ...changes };
}

/** Of an official there, from 2021 until 2026. */
export function certificate(serial: string, changes: RecordRow = {}): RecordRow {
  return {
    ...{
      serial,
      issuer: 'government_pki',
      type: 'official-personal',
      holder_ref: 'O1',
      org_code: 'UBND-256',
    },
    ...{ unit_code: '256', medium: 'usb', valid_from: '2021-01-01', valid_to: '2026-01-01' },
    ...changes,
  };
}
