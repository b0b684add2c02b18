import { declareSystem } from '../kpi/kpi';
import { InvalidInput } from '../period/invalid-input';
import { testedKpi } from '../../test/tested-kpi';
import { DEFAULT_ORDER, type KpiOrder, KpiPlaces } from './kpi-order';
import { type KpiPage, pageByValue, pageInOrder } from './kpi-page';
import { selectKpis } from './kpi-selection';

const system = declareSystem({
  ...{ name: 'tested', typeName: 'Tested', title: { vi: 'Thử', en: 'Tested' } },
  kpis: ['TST-02', 'TST-01'].map((code) => ({ ...testedKpi, code, targets: [], qualitativeTargets: [] })),
});
const districts = ['vn2004.256', 'vn2004.258', 'vn2004.259'];
const selection = selectKpis(system, { units: districts, periods: ['2022', '2023'] });
/** The catalogue lists TST-02 first. */
const inDefaultOrder = districts.flatMap((unit) =>
  ['2022', '2023'].flatMap((period) => ['TST-02', 'TST-01'].map((code) => `${unit} ${period} ${code}`)),
);

describe('a list is in the order that is asked for', () => {
  it.each<[KpiOrder, (ids: readonly string[]) => string[]]>([
    [DEFAULT_ORDER, (ids) => [...ids]],
    [{ field: 'UNIT', direction: 'DESC' }, (ids) => sorted(ids, 0).reverse()],
    [{ field: 'PERIOD', direction: 'ASC' }, (ids) => sorted(ids, 1)],
    [{ field: 'PERIOD', direction: 'DESC' }, (ids) => sorted(ids, 1).reverse()],
    [{ field: 'CODE', direction: 'ASC' }, (ids) => sorted(ids, 2)],
    [{ field: 'CODE', direction: 'DESC' }, (ids) => sorted(ids, 2).reverse()],
  ])('%j', (order, arrange) => {
    const page = pageInOrder(new KpiPlaces(selection, order), order, { first: 100 });
    const by = { UNIT: 0, PERIOD: 1, CODE: 2, VALUE: 0 }[order.field];
    const keysOnly = (ids: readonly string[]) => ids.map((id) => id.split(' ')[by]);
    expect(keysOnly(idsOf(page))).toEqual(keysOnly(arrange(inDefaultOrder)));
    // Ties stay in the default order.
    const [first] = keysOnly(idsOf(page));
    expect(idsOf(page).filter((id) => id.split(' ')[by] === first)).toEqual(
      inDefaultOrder.filter((id) => id.split(' ')[by] === first),
    );
  });

  it('and each place of it is found again', () => {
    const places = new KpiPlaces(selection, { field: 'CODE', direction: 'DESC' });
    for (let index = 0; index < places.length; index++) {
      const { unit, period, kpi } = places.at(index);
      expect(places.indexOf(unit, period, kpi.code)).toBe(index);
    }
    expect(places.indexOf('vn2004.260', '2022', 'TST-01')).toBe(-1);
    expect(places.indexOf('vn2004.256', '2024', 'TST-01')).toBe(-1);
    expect(places.indexOf('vn2004.256', '2022', 'TST-03')).toBe(-1);
    expect(() => places.at(places.length)).toThrow(RangeError);
  });
});

describe('a page begins after its cursor and says how many are before it', () => {
  const places = new KpiPlaces(selection);
  const page = (first: number, after?: string) => pageInOrder(places, DEFAULT_ORDER, { first, after });

  it('so that pages follow each other without a gap, to the end', () => {
    const one = page(5);
    const two = page(5, one.entries.at(-1)?.cursor);
    const three = page(5, two.entries.at(-1)?.cursor);
    expect([one.start, two.start, three.start]).toEqual([0, 5, 10]);
    expect([...idsOf(one), ...idsOf(two), ...idsOf(three)]).toEqual(inDefaultOrder);
    expect(page(5, three.entries.at(-1)?.cursor)).toEqual({ start: 12, entries: [] });
  });

  it('and may be empty', () => {
    expect(page(0)).toEqual({ start: 0, entries: [] });
    const nothing = selectKpis(system, { parent: 'vn2004.264', level: 'DISTRICT', periods: ['2022'] });
    expect(pageInOrder(new KpiPlaces(nothing), DEFAULT_ORDER, { first: 5 }).entries).toEqual([]);
  });
});

describe('by value, missing ones come last in both directions, and ties stay in the default order', () => {
  const one = selectKpis(system, { units: districts, periods: ['2022'] });
  const places = new KpiPlaces(one);
  const values = [5, null, 7, 5, null, 0];
  const order = (direction: KpiOrder['direction']) => ({ field: 'VALUE', direction }) as const;
  const indices = (page: KpiPage) =>
    page.entries.map(({ place }) => places.indexOf(place.unit, place.period, place.kpi.code));

  it.each([
    ['DESC', [2, 0, 3, 5, 1, 4]],
    ['ASC', [5, 0, 3, 2, 1, 4]],
  ] as const)('%s', (direction, expected) => {
    expect(indices(pageByValue(places, values, order(direction), { first: 100 }))).toEqual(expected);
    const paged: number[] = [];
    for (let after: string | undefined; paged.length < values.length;) {
      const page = pageByValue(places, values, order(direction), { first: 1, after });
      expect(page.start).toBe(paged.length);
      paged.push(...indices(page));
      after = page.entries.at(-1)?.cursor;
    }
    expect(paged).toEqual(expected);
  });

  it('a page goes on behind the value of its cursor, even when that value has changed meanwhile', () => {
    const first = pageByValue(places, values, order('DESC'), { first: 2 });
    expect(indices(first)).toEqual([2, 0]);
    const after = first.entries.at(-1)?.cursor;
    // What had 5 has 9 now, and what had 0 has 6: both are before the cursor then.
    const changed = [9, null, 7, 5, null, 6];
    expect(indices(pageByValue(places, changed, order('DESC'), { first: 9, after }))).toEqual([3, 1, 4]);
  });
});

describe('a cursor that is not of this list is refused', () => {
  const places = new KpiPlaces(selection);
  const cursor = pageInOrder(places, DEFAULT_ORDER, { first: 1 }).entries[0]?.cursor;
  const other = selectKpis(system, { units: ['vn2004.260'], periods: ['2022'] });
  const text = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');

  it.each([
    ['one of another order', { field: 'PERIOD', direction: 'ASC' }, cursor],
    ['one of the same order reversed', { field: 'UNIT', direction: 'DESC' }, cursor],
    ['one of other units', DEFAULT_ORDER, pageInOrder(new KpiPlaces(other), DEFAULT_ORDER, { first: 1 }).entries[0]?.cursor], // prettier-ignore
    ['one of a list by id', DEFAULT_ORDER, Buffer.from('vn2004.27').toString('base64url')],
    ['nothing', DEFAULT_ORDER, ''],
    ['other JSON', DEFAULT_ORDER, text({ order: 'UNIT ASC' })],
    ['too little', DEFAULT_ORDER, text(['UNIT ASC', null])],
    ['a wrong value', DEFAULT_ORDER, text(['UNIT ASC', '5', 'vn2004.256:2022:TST-01'])],
    ['no id', DEFAULT_ORDER, text(['UNIT ASC', null, 5])],
    ['an id that is none', DEFAULT_ORDER, text(['UNIT ASC', null, 'vn2004.256'])],
  ] as const)('%s', (_, order, after) => {
    expect(after).toBeDefined();
    expect(() => pageInOrder(new KpiPlaces(selection, order), order, { first: 1, after })).toThrow(
      InvalidInput,
    );
  });
});

function idsOf({ entries }: KpiPage): string[] {
  return entries.map(({ place: { unit, period, kpi } }) => `${unit} ${period} ${kpi.code}`);
}

function sorted(ids: readonly string[], by: number): string[] {
  return ids.toSorted((a, b) => ((a.split(' ')[by] ?? '') < (b.split(' ')[by] ?? '') ? -1 : 1));
}
