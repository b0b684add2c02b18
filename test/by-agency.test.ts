/** A KPI told apart by the agencies that handle, which add up to what the unit shows. */
import type { RunningGateway } from '../gateway/server';
import { ask } from './ask';
import { insider, startInProcess } from './in-process';
import { subgraph as welfare } from '../subgraphs/welfare';
import { beneficiaries } from '../subgraphs/welfare/records';
import { importInto } from './import-into';
import { importOwnRecords } from './own-records';
import { dropDatabases, testDatabases } from './test-databases';
import { beneficiary } from './tiny-records';

const databases = testDatabases();
let gateway: RunningGateway;
beforeAll(async () => {
  await importOwnRecords(databases);
  const entitled = Array.from({ length: 8 }, (_, i) => beneficiary(`B-${i}`));
  await importInto(databases, welfare, beneficiaries, entitled);
  gateway = await startInProcess({ databases, demonstration: false, identify: insider });
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
});

const scorecard = async (code: string, fields: string, period = '2023') => {
  const { data, errors } = await ask(
    gateway.url,
    `{ administrativeUnit(code: "${code}") { scorecard(period: "${period}") { ${fields} } } }`,
  );
  expect(errors).toBeUndefined();
  return (data as { administrativeUnit: { scorecard: unknown } }).administrativeUnit.scorecard;
};

it('with the agency from the directory, those with the most first', async () => {
  const fields =
    'value byAgency { agency { code name(lang: EN) tier } value numerator denominator origin missing }';
  expect(await scorecard('27', `documents { onlineProcessingRate { ${fields} } }`)).toEqual({
    documents: {
      onlineProcessingRate: {
        value: 85.71,
        byAgency: [
          {
            agency: {
              code: 'SO-TTTT',
              name: expect.stringMatching(/^Department/) as unknown,
              tier: 'PROVINCE',
            },
            ...{ value: 90, numerator: 9, denominator: 10, origin: 'COMPUTED', missing: null },
          },
          {
            agency: { code: 'UBND-09163', name: expect.any(String) as unknown, tier: 'COMMUNE' },
            ...{ value: 75, numerator: 3, denominator: 4, origin: 'COMPUTED', missing: null },
          },
        ],
      },
    },
  });
});

it('in a unit only those whose cases are there, at most as many as asked for', async () => {
  const counted = 'byAgency { agency { code } numerator }';
  const data = await scorecard(
    '09163',
    `documents { onlineProcessingRate { ${counted} } processedAndSignedRate { ${counted} } } feedback { received { ${counted} } }`,
  );
  expect(data).toEqual({
    documents: {
      onlineProcessingRate: { byAgency: [{ agency: { code: 'UBND-09163' }, numerator: 3 }] },
      // No document was ever imported, so nothing is known of it.
      processedAndSignedRate: { byAgency: [] },
    },
    feedback: { received: { byAgency: [{ agency: { code: 'UBND-09163' }, numerator: 5 }] } },
  });
  expect(
    await scorecard('27', 'documents { onlineProcessingRate { byAgency(first: 1) { agency { code } } } }'),
  ).toEqual({ documents: { onlineProcessingRate: { byAgency: [{ agency: { code: 'SO-TTTT' } }] } } });
});

it('is empty for a period that the records do not cover', async () => {
  const fields = 'documents { onlineProcessingRate { byAgency { value } } }';
  expect(await scorecard('27', fields, '2022')).toEqual({
    documents: { onlineProcessingRate: { byAgency: [] } },
  });
});

it('is empty for figures about persons, and for what is only published', async () => {
  const data = await scorecard(
    '27',
    'welfare { beneficiaries { value byAgency { value } } } kpis(systems: [ECONOMY_SOCIETY]) { byAgency { value } }',
  );
  expect(data).toMatchObject({ welfare: { beneficiaries: { value: 8, byAgency: [] } } });
  const { kpis } = data as { kpis: { byAgency: unknown }[] };
  expect(kpis.every(({ byAgency }) => Array.isArray(byAgency) && byAgency.length === 0)).toBe(true);
});
