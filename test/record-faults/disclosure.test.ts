/** What is withheld cannot be inferred from what is shown: beside it, before it or after it, or as a part of it. */
import { unitRegister } from '../../shared/reference/registers';
import { unitId } from '../../shared/units/unit';
import { beneficiaries, payments } from '../../subgraphs/welfare/records';
import { beneficiary, payment } from '../tiny-records';
import { counted, type Product, startProduct, without } from './product';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());
beforeEach(() => product.clear());

describe('R08: the cover of a small commune does not move', () => {
  const DISTRICT = '256';
  const communes = unitRegister
    .list({ level: 'COMMUNE', parent: unitId('VN2004', DISTRICT) })
    .map(({ code }) => code);
  const PERIODS = ['2023', '2023-12', '2024-01', '2024-06', '2024-11', '2024-12', '2024'];

  /** Everything that a client has seen so far: by period and commune. */
  const seen = new Map<string, number>();

  /** Gives the units of which something is withheld. */
  async function look(): Promise<string[]> {
    const hidden: string[] = [];
    for (const unit of [DISTRICT, ...communes, 'VN2025:09169', 'VN2025:09187']) {
      const figures = await product.series('welfare.beneficiaries', unit, PERIODS);
      for (const [index, { value, missing }] of figures.entries()) {
        if (value !== null) seen.set(`${PERIODS[index] ?? ''} ${unit}`, value);
        else if (missing === 'SUPPRESSED') hidden.push(unit);
      }
    }
    return [...new Set(hidden)].sort();
  }

  /** Communes of a sum that was seen, which themselves were not: one alone would be the rest. */
  function unseenPartsOf(period: string, sum: string, parts: readonly string[]): string[] {
    return seen.has(`${period} ${sum}`) ? parts.filter((part) => !seen.has(`${period} ${part}`)) : [];
  }

  it('over two monthly releases, and over the years of one', async () => {
    const people = (unit_code: string, count: number) =>
      Array.from({ length: count }, (_, i) => beneficiary(`${unit_code} ${i}`, { unit_code }));
    const sizes = { '09163': 3, '09166': 20, '09169': 21, '09172': 50 };
    const rows = Object.entries(sizes).flatMap(([unit, count]) => people(unit, count));
    await product.import(beneficiaries, rows, { until: '2024-11-30' });
    const first = await look();
    expect(first).toContain('09163');
    const added = Array.from({ length: 10 }, (_, i) =>
      beneficiary(`new ${i}`, { unit_code: '09166', entitled_from: '2024-12-05' }),
    );
    await product.import(beneficiaries, added, { until: '2024-12-31' });
    const second = await look();
    expect(second).toEqual(expect.arrayContaining(first));
    for (const period of PERIODS) {
      expect(seen.has(`${period} 09163`)).toBe(false);
      const sums = [
        [DISTRICT, communes],
        ['VN2025:09169', ['09163', '09166', '09169', '09256']],
      ] as const;
      for (const [sum, parts] of sums) {
        expect(unseenPartsOf(period, sum, parts)).not.toHaveLength(1);
      }
    }
  });
});

describe('R09: one person behind a numerator, or behind its complement, is not shown', () => {
  const rates = ['cashlessPaymentsRate', 'cashlessValueRate'] as const;
  const result = (field: string) => product.kpi(`welfare.${field}`, '09181', '2024-01');
  const paid = (method: (i: number) => string) =>
    Array.from({ length: 6 }, (_, i) =>
      payment(`Y${i}`, {
        ...{ beneficiary_code: `P${i}`, unit_code: '09181', method: method(i) },
        amount_vnd: i === 0 ? '1080000' : '540000',
      }),
    );

  it.each([
    ['one by account', (i: number) => (i === 0 ? 'account' : 'cash')],
    ['all but one by account', (i: number) => (i === 0 ? 'cash' : 'account')],
  ])('%s', async (_, method) => {
    await product.import(payments, paid(method), { until: '2024-12-31' });
    for (const field of rates) expect(await result(field)).toEqual(without('SUPPRESSED'));
  });

  it('none of six is shown, and all of six', async () => {
    await product.import(
      payments,
      paid(() => 'cash'),
      { until: '2024-12-31' },
    );
    expect(await result('cashlessPaymentsRate')).toEqual(counted(0, 6));
    await product.import(
      payments,
      paid(() => 'account'),
      { until: '2024-12-31' },
    );
    expect(await result('cashlessPaymentsRate')).toEqual(counted(6, 6));
  });

  it('an amount that one person dominates is not shown', async () => {
    const rows = paid(() => 'cash').map((row, i) => (i === 0 ? { ...row, amount_vnd: '90000000' } : row));
    await product.import(payments, rows, { until: '2024-12-31' });
    expect(await result('amountPaid')).toEqual(without('SUPPRESSED'));
  });
});
