/** R07: an answer and an export show one state of the figures, whatever is imported meanwhile. */
import { parse } from 'csv-parse/sync';
import { unitRegister } from '../../shared/reference/registers';
import { tickets } from '../../subgraphs/feedback/records';
import { ask } from '../ask';
import { ticket } from '../tiny-records';
import { type Product, startProduct } from './product';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

const units = unitRegister.list({ codeList: 'VN2004' }).filter(({ reported }) => reported);
const communes = units.filter(({ level, validTo }) => level === 'COMMUNE' && validTo === '2025-07-01');

/** One ticket in every commune. */
const release = (number: number) =>
  communes.map(({ code }) => ticket(`${code} ${number}`, { unit_code: code, assigned_org: 'UBND-256' }));

const SUMS = `{ administrativeUnit(code: "27") { scorecard(period: "2023-03") { feedback { received { value } } }
  districts: children(on: "2023-03-31") { scorecard(period: "2023-03") { feedback { received { value } } }
    communes: children(on: "2023-03-31") { scorecard(period: "2023") { feedback { received { value } } } } } } }`;

interface Place {
  readonly scorecard: { readonly feedback: { readonly received: { readonly value: number } } };
}
type Answer = Place & { readonly districts: readonly (Place & { readonly communes: readonly Place[] })[] };

/** What the province, its districts and its communes add up to. */
async function sumsOfAnswer(): Promise<number[]> {
  const { data, errors } = await ask(product.url, SUMS);
  expect(errors).toBeUndefined();
  const { administrativeUnit: province } = data as { administrativeUnit: Answer };
  return [[province], province.districts, province.districts.flatMap((district) => district.communes)].map(
    (places) => places.reduce((sum, { scorecard }) => sum + scorecard.feedback.received.value, 0),
  );
}

async function sumsOfExport(): Promise<number[]> {
  const ids = units.map(({ id }) => id).join(',');
  const response = await fetch(
    new URL(
      `/export/feedback.csv?codes=FBK-01&units=${ids}&from=2022-01&to=2023-12&grain=MONTH`,
      product.url,
    ),
  );
  expect(response.status).toBe(200);
  const records: Record<string, string>[] = parse(await response.text(), { bom: true, columns: true });
  const levelOf = (code = '') => (code === '27' ? 0 : code.length === 3 ? 1 : 2);
  const sums = [0, 0, 0];
  for (const { unit_code, value } of records.filter(({ period }) => period === '2023-03')) {
    const level = levelOf(unit_code);
    sums[level] = (sums[level] ?? 0) + Number(value);
  }
  return sums;
}

it.each([
  ['an answer that reads two periods', sumsOfAnswer],
  ['an export', sumsOfExport],
])('%s', async (_, sums) => {
  await product.clear();
  await product.import(tickets, release(0), { until: '2023-12-31' });
  for (let number = 1; number <= 4; number++) {
    const progress = { isImported: false };
    const importing = product.import(tickets, release(number), { until: '2023-12-31' }).finally(() => {
      progress.isImported = true;
    });
    const results = [await sums()];
    while (!progress.isImported) results.push(await sums());
    await importing;
    for (const [province, districts, ofCommunes] of [...results, await sums()]) {
      expect([districts, ofCommunes]).toEqual([province, province]);
      expect([number * communes.length, (number + 1) * communes.length]).toContain(province);
    }
  }
});
