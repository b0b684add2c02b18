/** What few people are behind is withheld wherever it could be asked for, and said to be. */
import type { RunningGateway } from '../gateway/server';
import { subgraph as welfare } from '../subgraphs/welfare';
import { beneficiaries } from '../subgraphs/welfare/records';
import { ask } from './ask';
import { importInto } from './import-into';
import { insider, startInProcess } from './in-process';
import { dropDatabases, testDatabases } from './test-databases';
import { beneficiary } from './tiny-records';

const databases = testDatabases();
let gateway: RunningGateway;
beforeAll(async () => {
  // Three people in 09202, eight in 09211, which both became 09202 of the new map, and twenty in 09193.
  const people = { '09202': 3, '09211': 8, '09193': 20 };
  const rows = Object.entries(people).flatMap(([unit_code, count]) =>
    Array.from({ length: count }, (_, i) => beneficiary(`${unit_code}-${i}`, { unit_code })),
  );
  await importInto(databases, welfare, beneficiaries, rows);
  gateway = await startInProcess({ databases, demonstration: false, identify: insider });
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
});

const WITHHELD = { value: null, numerator: null, denominator: null, missing: 'SUPPRESSED', origin: null };
const FIELDS = 'value numerator denominator missing origin';

async function beneficiariesOf(code: string, fields = FIELDS, codeList = 'VN2004'): Promise<unknown> {
  const { data, errors } = await ask(
    gateway.url,
    `{ administrativeUnit(code: "${code}", codeList: ${codeList}) { scorecard(period: "2024") { welfare { beneficiaries { ${fields} } } } } }`,
  );
  expect(errors).toBeUndefined();
  const { administrativeUnit } = data as {
    administrativeUnit: { scorecard: { welfare: { beneficiaries: unknown } } };
  };
  return administrativeUnit.scorecard.welfare.beneficiaries;
}

it('of the unit itself, of the sibling that would give it away, and of the new commune that both became', async () => {
  expect(await beneficiariesOf('09202')).toEqual(WITHHELD);
  expect(await beneficiariesOf('09211')).toEqual(WITHHELD);
  expect(await beneficiariesOf('09202', FIELDS, 'VN2025')).toEqual(WITHHELD);
});

it('while the others, and the whole, are told', async () => {
  expect(await beneficiariesOf('09193')).toMatchObject({ value: 20, origin: 'COMPUTED' });
  expect(await beneficiariesOf('258')).toMatchObject({ value: 31, missing: null });
});

it('also by tier, by agency, in rank, comparison and series', async () => {
  const data = await beneficiariesOf(
    '09202',
    `byTier { ${FIELDS} } byAgency { value } rank { position } previous { value missing difference relative }
     series(from: "2024-Q1", to: "2024-Q2", grain: QUARTER) { ${FIELDS} }`,
  );
  expect(data).toEqual({
    // Nothing is kept at the district, which may be told; the commune's tier is all there is, and withheld with it.
    byTier: [{ value: 0, numerator: 0, denominator: null, missing: null, origin: 'COMPUTED' }, WITHHELD],
    byAgency: [],
    rank: null,
    previous: { value: null, missing: 'SUPPRESSED', difference: null, relative: null },
    series: [WITHHELD, WITHHELD],
  });
});

it('and in lists and exports', async () => {
  const { data } = await ask(
    gateway.url,
    `{ welfareKpis(filter: {codes: ["WEL-01", "WEL-02"], units: ["vn2004.09202"], periods: ["2024", "2024-05"]}) { nodes { ${FIELDS} } } }`,
  );
  expect(data).toEqual({ welfareKpis: { nodes: [WITHHELD, WITHHELD, WITHHELD, WITHHELD] } });
  const csv = await fetch(
    new URL('/export/welfare.csv?codes=WEL-01&units=vn2004.09202&periods=2024', gateway.url),
  );
  const [, row = ''] = (await csv.text()).split('\r\n');
  expect(row).toMatch(/,WEL-01,.*,,COUNT,,,,SUPPRESSED,MISSING,/);
});
