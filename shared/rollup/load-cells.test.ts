import type { Logger } from 'typeorm';
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { tickets } from '../../subgraphs/feedback/records';
import { parsePeriod } from '../period/period';
import { unitRegister } from '../reference/registers';
import { unitId } from '../units/unit';
import { createCellLoader } from './load-cells';
import { RequestReader } from './request-reader';

/** Notes every statement that TypeORM sends. */
class Statements implements Logger {
  readonly sent: string[] = [];
  readonly logQuerySlow = () => undefined;
  readonly logSchemaBuild = () => undefined;
  readonly logMigration = () => undefined;
  readonly log = () => undefined;

  logQuery(query: string): void {
    this.sent.push(query);
  }

  logQueryError(): void {
    throw new Error('No statement should fail here.');
  }
}

let system: SystemDatabase;
const statements = new Statements();

beforeAll(async () => {
  system = await openSystemDatabase(feedback, statements);
  await system.importRows(tickets, [
    ticket('T1'),
    ticket('T2', { unit_code: '09247', assigned_org: 'UBND-259', rating: '5' }),
  ]);
});
afterAll(() => system.close());

const reader = () => new RequestReader(system.dataSource);

const PERIODS = ['2023', '2023-03'].map(parsePeriod);
const communes = unitRegister
  .list({ level: 'COMMUNE', codeList: 'VN2004' })
  .slice(0, 126)
  .map(({ id }) => id);

test('126 communes in two periods are read with one statement', async () => {
  expect(communes).toHaveLength(126);
  const loader = createCellLoader(reader());
  const before = statements.sent.length;
  const found = await Promise.all(
    communes.flatMap((unit) => PERIODS.map((period) => loader.load({ unit, period }))),
  );
  expect(statements.sent.slice(before)).toHaveLength(1);
  expect(found).toHaveLength(252);
  expect(found.filter((cells) => cells.get('FBK-01') !== undefined)).toHaveLength(4); // two communes have tickets
});

test('each key gets its own cells, and a unit without any gets none', async () => {
  const loader = createCellLoader(reader());
  const [year, empty, month] = await Promise.all([
    loader.load({ unit: unitId('VN2004', '09247'), period: parsePeriod('2023') }),
    loader.load({ unit: unitId('VN2004', '09172'), period: parsePeriod('2023') }),
    loader.load({ unit: unitId('VN2004', '27'), period: parsePeriod('2023-03') }),
  ]);
  expect(year.get('FBK-04')).toMatchObject({ numerator: 5, denominator: 1 });
  expect(year.get('FBK-01', 'DISTRICT')).toMatchObject({ numerator: 1, denominator: null });
  expect(year.get('FBK-01', 'COMMUNE')).toBeUndefined();
  expect(empty.get('FBK-01')).toBeUndefined();
  expect(month.get('FBK-01')).toMatchObject({ numerator: 2 });
});

test('a loader asks for the same key once, and a new one sees what was imported since', async () => {
  const key = { unit: unitId('VN2004', '09166'), period: parsePeriod('2023') };
  const loader = createCellLoader(reader());
  expect((await loader.load(key)).get('FBK-01')).toBeUndefined();
  await system.importRows(tickets, [ticket('T3', { unit_code: '09166' })]);
  expect((await loader.load({ ...key })).get('FBK-01')).toBeUndefined();
  const fresh = await createCellLoader(reader()).load(key);
  expect(fresh.get('FBK-01')).toMatchObject({ numerator: 1, suppressed: false });
});

test('thousands of keys at once stay below the limit on parameters', async () => {
  const loader = createCellLoader(reader());
  const unit = unitId('VN2004', '27');
  const years = Array.from({ length: 2000 }, (_, i) => String(1000 + i));
  const others = [
    'Q1',
    'Q2',
    'Q3',
    'Q4',
    ...Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0')),
  ];
  const periods = years
    .flatMap((year) => [year, ...others.map((part) => `${year}-${part}`)])
    .map(parsePeriod);
  expect(periods.length).toBeGreaterThan(65_535 / 2);
  const found = await Promise.all(periods.map((period) => loader.load({ unit, period })));
  expect(found.filter((cells) => cells.get('FBK-01') !== undefined)).toHaveLength(3); // 2023, 2023-Q1 and 2023-03
});

test('a request that asks for more units and periods than it may is refused before anything is read', async () => {
  const loader = createCellLoader(reader(), 2);
  const before = statements.sent.length;
  const asked = communes.slice(0, 3).map((unit) => loader.load({ unit, period: parsePeriod('2023') }));
  const [first] = await Promise.allSettled(asked);
  expect(first).toMatchObject({
    status: 'rejected',
    reason: {
      name: 'InvalidInput',
      message: expect.stringMatching(/reads 3 .*at most 2: ask for fewer/) as unknown,
    },
  });
  expect(statements.sent).toHaveLength(before);
});
