/** All that a further source system takes, beside its declarations: records, their table, and a line in the registry. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { agencyCode, day, flag, text } from '../../shared/import/column';
import { declareRecords } from '../../shared/import/record-kind';
import { systemSubgraph } from '../../shared/subgraph/system-subgraph';
import { loans } from './kpis';

export const loanRecords = declareRecords({
  name: 'loan',
  columns: { loan_code: text(), org_code: agencyCode(), lent_on: day(), returned: flag() },
  key: ['loan_code'],
  place: { agency: 'org_code', on: ['lent_on'] },
  agency: 'org_code',
});

class Loans1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE loan (demonstration boolean NOT NULL, loan_code text PRIMARY KEY, org_code text NOT NULL,
                          lent_on date NOT NULL, returned boolean NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE loan');
  }
}

export const subgraph = systemSubgraph({
  declaration: loans,
  folder: 'test/made-up-system',
  kinds: [loanRecords],
  migrations: [Loans1700000001000],
});
