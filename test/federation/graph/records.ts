/** What all subgraphs of the test graph tell of: each of them its own fields of these records. */

/** A field that names another record holds that record's id, or a list of ids. */
export interface Row {
  readonly __typename: string;
  /** Of this row alone, also where the schema does not show it. */
  readonly id: string;
  readonly [field: string]: unknown;
}

const products = [
  {
    id: 'p1',
    sku: 'p1.sku',
    name: 'Lamp',
    secret: 'copper',
    size: 'M',
    released: 19_000,
    attributes: { light: true, watts: [5, 7], nested: { deep: null } },
    tags: ['home', 'light'],
    grid: [[1, 2], [], [3]],
    dimensions: 'p1.dimensions',
    parts: ['part1', 'part2', 'part1'],
    layout: [['part1', null], [], ['part2']],
    category: 'c1',
    relatedTo: ['p2', null, 'p1', 'p3'],
    dong: 250_000,
    discounts: ['d1', 'd2'],
    stock: 12,
    warehouse: 'w1',
    reviews: ['r1', 'r2', 'r4'],
    rating: 4.5,
  },
  {
    id: 'p2',
    sku: 'p2.sku',
    name: null,
    size: 'L',
    released: 19_100,
    attributes: 'plain',
    tags: [],
    grid: [null, [4]],
    dimensions: 'p2.dimensions',
    parts: [],
    layout: null,
    category: 'c2',
    relatedTo: ['p1'],
    dong: 99_000,
    discounts: [],
    stock: 0,
    warehouse: 'w1',
    reviews: [],
    rating: null,
  },
  {
    id: 'p3',
    sku: 'p3.sku',
    name: 'Chair',
    size: null,
    released: null,
    attributes: null,
    tags: ['home'],
    grid: [],
    dimensions: null,
    parts: null,
    layout: [null, ['part3', 'part3']],
    category: null,
    relatedTo: [],
    dong: null,
    discounts: null,
    stock: null,
    warehouse: null,
    reviews: ['r3'],
    rating: 3,
  },
  {
    id: 'p4',
    sku: 'p4.sku',
    name: 'Kettle',
    size: 'S',
    released: 18_500,
    attributes: [1, { id: 'not an id' }],
    tags: null,
    grid: [[5]],
    dimensions: 'p4.dimensions',
    parts: ['part3'],
    layout: [['part3', 'part1'], ['part2']],
    category: 'c1',
    relatedTo: ['p4', 'p4'],
    dong: 410_000,
    discounts: ['d2'],
    stock: 3,
    warehouse: 'w2',
    reviews: ['r5'],
    rating: 5,
  },
];

const rows: readonly Row[] = [
  ...['Query', 'Mutation'].map((root) => ({ __typename: root, id: root })),
  ...products.map((product) => ({ __typename: 'Product', ...product })),
  { __typename: 'Sku', id: 'p1.sku', vendor: 'acme', number: 1 },
  { __typename: 'Sku', id: 'p2.sku', vendor: 'acme', number: 2 },
  { __typename: 'Sku', id: 'p3.sku', vendor: 'zen', number: 1 },
  { __typename: 'Sku', id: 'p4.sku', vendor: 'zen', number: 2 },
  { __typename: 'Dimensions', id: 'p1.dimensions', weight: 2.5, cm: 30, box: 'box1', note: 'fragile' },
  { __typename: 'Dimensions', id: 'p2.dimensions', weight: null, cm: 120, box: null, note: null },
  { __typename: 'Dimensions', id: 'p4.dimensions', weight: 1, cm: null, box: 'box2', note: 'hot' },
  { __typename: 'Box', id: 'box1', width: 10, height: 20, colour: 'brown' },
  { __typename: 'Box', id: 'box2', width: 3, height: 4, colour: null },
  { __typename: 'Part', id: 'part1', mass: 5, name: 'bolt', drawer: 'D1' },
  { __typename: 'Part', id: 'part2', mass: null, name: null, drawer: 'D2' },
  { __typename: 'Part', id: 'part3', mass: 11, name: 'lid', drawer: 'D1' },
  {
    ...{ __typename: 'Category', id: 'c1', code: 'C-1', slug: 'home', owner: 's1', label: 'Home' },
    ...{ parent: null, products: ['p1', 'p4', 'p1'], funds: 1000 },
  },
  {
    ...{ __typename: 'Category', id: 'c2', code: 'C-2', slug: 'home', owner: 's2', label: null },
    ...{ parent: 'c1', products: ['p2'], funds: null },
  },
  {
    ...{ __typename: 'Book', id: 'b1', title: 'Trees', metres: 0.2, sequel: 'b2', pages: 320, dong: 80_000 },
    ...{ chapters: ['Root', null, 'Leaf'], reviews: ['r6'], rating: 4 },
  },
  {
    ...{ __typename: 'Book', id: 'b2', title: null, metres: null, sequel: 'm1', pages: 90, dong: null },
    ...{ chapters: [], reviews: [], rating: null },
  },
  {
    ...{
      __typename: 'Movie',
      id: 'm1',
      title: 'Rain',
      metres: 900,
      sequel: null,
      minutes: 101,
      subject: 'p1',
    },
    ...{ reviews: ['r6', 'r7', 'r6'], rating: 2.5 },
  },
  { __typename: 'Movie', id: 'm2', title: 'Dust', metres: 1, sequel: 'm1', minutes: null, subject: null },
  {
    ...{ __typename: 'Warehouse', id: 'w1', country: 'VN', code: 1, city: 'Bắc Ninh', capacity: 500 },
    shelves: [['p1', 'p2', 'p1'], [], ['p4']],
  },
  { __typename: 'Warehouse', id: 'w2', country: 'VN', code: 2, city: null, capacity: 20, shelves: null },
  { __typename: 'Warehouse', id: 'w3', country: 'DE', code: 1, city: 'Bonn', capacity: 0, shelves: [['p3']] },
  { __typename: 'Discount', id: 'd1', percent: 10, until: 19_300, applies: ['p1', 'b1', null] },
  { __typename: 'Discount', id: 'd2', percent: 25, until: null, applies: [] },
  { __typename: 'Bundle', id: 'bundle1', size: 2, items: ['p1', 'b1', 'b2'] },
  { __typename: 'Bundle', id: 'bundle2', size: 0, items: [] },
  review('r1', 5, 'Bright and warm and silent', 'p1', 's1', 'p1', [['reply1', null], []]),
  review('r2', 2, null, 'p1', 'u1', 's2', null),
  review('r3', 4, 'Solid', 'p3', null, null, [null, ['reply2', 'reply1']]),
  review('r4', 5, 'Again', 'p1', 'u1', 'p2', []),
  review('r5', 1, 'Leaks', 'p4', 's1', 's1', [['reply2']]),
  { ...review('r6', 3, 'Slow', null, 'u2', null, null), media: 'm1' },
  { ...review('r7', 4, '', null, 'u1', 'p4', []), media: 'b1' },
  { __typename: 'Reply', id: 'reply1', words: 'Thanks', author: 's2' },
  { __typename: 'Reply', id: 'reply2', words: 'No', author: 'u1' },
  {
    ...{ __typename: 'Staff', id: 's1', fullName: 'Mai', joined: 17_000, boss: 's2', team: [] },
    written: ['r1', 'r5'],
  },
  {
    ...{ __typename: 'Staff', id: 's2', fullName: null, joined: 16_000, boss: null, team: ['s1', 'u1'] },
    written: [],
  },
  {
    ...{ __typename: 'Customer', id: 'u1', email: 'lan@example.org', fullName: 'Lan', options: { a: 1 } },
    ...{ wishes: [['p1', null], [], ['p3', 'p1']], favourite: 'b1', written: ['r2', 'r4', null, 'r7'] },
  },
  {
    ...{ __typename: 'Customer', id: 'u2', email: 'bo@example.org', fullName: 'Bo', options: null },
    ...{ wishes: null, favourite: null, written: null },
  },
];

function review(
  id: string,
  stars: number,
  words: string | null,
  product: string | null,
  author: string | null,
  subject: string | null,
  replies: readonly unknown[] | null,
): Row {
  return { __typename: 'Review', id, stars, words, product, media: null, author, subject, replies };
}

const byId: ReadonlyMap<string, Row> = new Map(rows.map((row) => [row.id, row]));

/** @throws RangeError for an id that no record has */
export function rowOf(id: string): Row {
  const row = byId.get(id);
  if (row === undefined) throw new RangeError(`no record has the id "${id}"`);
  return row;
}

export function rowsOf(typename: string): readonly Row[] {
  return rows.filter((row) => row.__typename === typename);
}
