/** Any number of units costs one statement for each system that is asked. */
import type { RunningGateway } from '../gateway/server';
import { registry } from '../subgraphs/registry';
import { ask } from './ask';
import { CountingLogger } from './counting-logger';
import { startInProcess } from './in-process';
import { dropDatabases, testDatabases } from './test-databases';

const databases = testDatabases();
let withRecords: number;
const logger = new CountingLogger();
let gateway: RunningGateway;
beforeAll(async () => {
  const all = await Promise.all(Object.values(registry).map(({ load }) => load()));
  withRecords = all.filter(({ records }) => records !== undefined).length;
  gateway = await startInProcess({ databases, demonstration: false, logger });
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
});

async function statementsOf(query: string): Promise<string[]> {
  logger.take();
  const { errors } = await ask(gateway.url, query);
  expect(errors).toBeUndefined();
  return logger.take();
}

const SYSTEMS =
  'documents { signedRate { value } onTimeRate { value byTier { value } } } feedback { received { value } processedRate { value } }';

it('asks each of two systems once for the eight districts', async () => {
  const statements = await statementsOf(
    `{ administrativeUnit(code: "27") { children(on: "2022-12-31") { scorecard(period: "2022") { ${SYSTEMS} } } } }`,
  );
  expect(statements).toHaveLength(2);
});

it('asks each of two systems once for 126 communes in two periods', async () => {
  const statements = await statementsOf(
    `{ administrativeUnit(code: "27") { children(level: COMMUNE, on: "2023-12-31") {
         a: scorecard(period: "2022") { ${SYSTEMS} } b: scorecard(period: "2023") { ${SYSTEMS} } } } }`,
  );
  expect(statements).toHaveLength(2);
});

it('asks each system with records once for the unified list of 126 communes', async () => {
  const statements = await statementsOf(
    '{ administrativeUnit(code: "27") { children(level: COMMUNE, on: "2023-12-31") { scorecard(period: "2023") { kpis { value } } } } }',
  );
  expect(statements).toHaveLength(withRecords);
});

it('asks a system once for its typed group and the unified list together', async () => {
  const statements = await statementsOf(
    `{ administrativeUnit(code: "27") { scorecard(period: "2022") { ${SYSTEMS} kpis { value } } } }`,
  );
  expect(statements).toHaveLength(withRecords);
});

it('asks for a breakdown of any number of units once', async () => {
  const statements = await statementsOf(
    '{ administrativeUnit(code: "27") { children(on: "2022-12-31") { scorecard(period: "2022") { feedback { byField { tickets } } } } } }',
  );
  expect(statements).toHaveLength(1);
});

it("leaves none of these to Apollo's executor", () => {
  expect(gateway.executions.compiled).toBeGreaterThan(0);
  expect(gateway.executions.apollo).toBe(0);
});
