/** Records of a made-up data partner, few enough to count by hand, imported before the product starts. */
import type { DatabaseSettings } from '../shared/database/settings';
import type { RecordRow } from '../shared/import/record-kind';
import { subgraph as documents } from '../subgraphs/documents';
import { workFileRecords } from '../subgraphs/documents/records';
import { subgraph as feedback } from '../subgraphs/feedback';
import { tickets } from '../subgraphs/feedback/records';
import { importInto } from './import-into';
import { ticket, workFile } from './tiny-records';

export async function importOwnRecords(databases: DatabaseSettings): Promise<void> {
  await importInto(databases, feedback, tickets, ticketRows());
  await importInto(databases, documents, workFileRecords, workFileRows());
}

/** Of March 2023 four in one ward, one in each of three beside it, and one in another district; and one of January. */
function ticketRows(): RecordRow[] {
  return [
    ...['1', '2', '3'].map((code) => ticket(code)),
    ticket('4', { processed_at: '' }),
    ...['09166', '09169', '09256', '09193'].map((unit_code) => ticket(unit_code, { unit_code })),
    ticket('5', {
      ...{ sent_at: '2023-01-10T08:00:00+07:00', received_at: '2023-01-10T09:00:00+07:00' },
      processed_at: '',
    }),
  ];
}

/** Closed in 2023: nine of ten at a department of the province, three of four at a ward, were processed online. */
function workFileRows(): RecordRow[] {
  const closed = (count: number, org_code: string) =>
    Array.from({ length: count }, (_, i) =>
      workFile(`${org_code} ${i}`, { org_code, processed_online: i === 0 ? 'false' : 'true' }),
    );
  return [...closed(10, 'SO-TTTT'), ...closed(4, 'UBND-09163')];
}
