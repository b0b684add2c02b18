/** The fields of the test graph that are more than a value of their record. */
import type { World } from './world';
import { type Row, rowOf, rowsOf } from './records';

interface Asked {
  readonly row: Row;
  /** Coerced, with defaults. */
  readonly args: Readonly<Record<string, unknown>>;
  /** What `@requires` names, in the form of a representation; empty for a field that requires nothing. */
  readonly needs: Readonly<Record<string, unknown>>;
  readonly world: World;
}

type Computed = (asked: Asked) => unknown;

/** By coordinate; what an interface has holds for its implementations. */
export const computed: Readonly<Record<string, Computed>> = {
  'Query.product': ({ args }) => rowsOf('Product').find(({ id }) => id === args.id) ?? null,
  'Query.products': ({ args }) => {
    const matching = rowsOf('Product').filter((row) => passes(row, args.filter));
    return matching.slice(0, number(args.first));
  },
  'Query.node': ({ args }) =>
    ['Product', 'Category', 'Book', 'Movie'].flatMap(rowsOf).find(({ id }) => id === args.id) ?? null,
  'Query.search': ({ args }) => {
    const kinds = list(args.kinds).map(
      (kind) => `${text(kind).slice(0, 1)}${text(kind).slice(1).toLowerCase()}`,
    );
    const found = kinds
      .flatMap(rowsOf)
      .filter((row) => text(row.name ?? row.title ?? row.label ?? '').includes(text(args.text ?? '')));
    return [...found, null];
  },
  'Query.library': () => ['b1', 'm1', null, 'b2', 'm2', 'b1'],
  'Query.categories': () => ['c2', 'c1'],
  'Product.headline': ({ row, args }) => {
    const headline = `${row.id} as ${text(args.size ?? 'none')}`;
    return args.loud === true ? headline.toUpperCase() : headline;
  },
  'Product.related': ({ row, args }) => list(row.relatedTo).slice(0, number(args.first)),
  'Dimensions.extent': ({ row, args }) => {
    const perCm: Record<string, number> = { MM: 10, CM: 1, INCH: 0.5 };
    return row.cm === null ? null : number(row.cm) * (perCm[text(args.unit ?? 'CM')] ?? 0);
  },
  'Category.members': ({ row, args }) => list(row.products).slice(0, number(args.first)),
  'Media.length': ({ row, args }) => `${text(row.metres ?? '?')} ${text(args.unit ?? 'null')}`,

  'Query.warehouse': ({ args }) => {
    const { country, code } = record(args.at);
    return rowsOf('Warehouse').find((row) => row.country === country && row.code === code) ?? null;
  },
  'Query.warehouses': () => ['w1', 'w3', 'w2', 'w1'],
  'Mutation.move': ({ args, world }) => {
    return world.write(`move ${text(args.product ?? 'nothing')} ${text(args.by ?? 'nowhere')}`, args.product);
  },
  'Product.shippingCost': ({ args, needs }) => {
    if (needs.dimensions === null) return null;
    const { weight, box } = record(needs.dimensions);
    const volume = box === null ? 0 : number(record(box).width) * number(record(box).height);
    return (number(weight) + volume) * (args.speed === 'FAST' ? 2 : 1);
  },
  'Product.sticker': ({ row, needs }) => `${row.id}: ${text(needs.name ?? 'nameless')}`,
  'Product.bulky': ({ needs }) => {
    const extent = needs.dimensions === null ? null : record(needs.dimensions).extent;
    return extent === null ? null : number(extent) > 20;
  },
  'Product.insurance': ({ row, needs }) => {
    if (needs.price === null) return null;
    return {
      __typename: 'Insurance',
      id: `${row.id}.insurance`,
      premium: number(needs.price) / 10,
      product: row.id,
    };
  },
  'Product.partsMass': ({ needs }) =>
    list(needs.parts ?? []).reduce<number>((sum, part) => sum + number(record(part).mass), 0),

  'Query.deals': ({ args }) => {
    const { below } = args;
    const cheap = rowsOf('Product').filter(({ dong }) => below == null || number(dong) < number(below));
    return [...cheap, null];
  },
  'Query.bestseller': () => 'b1',
  'Query.priced': () => ['p1', 'b1', 'p3', 'b2'],
  'Query.offers': () => ['bundle1', 'p2', null, 'b1', 'bundle2'],
  'Priced.price': ({ row, args }) => {
    const perDong: Record<string, number> = { VND: 1, USD: 0.5, EUR: 0.25 };
    return row.dong === null ? null : number(row.dong) * (perDong[text(args.currency ?? 'VND')] ?? 0);
  },
  'Product.clearance': ({ needs }) =>
    needs.released === null ? null : dayNumber(text(needs.released)) + 365,
  'Book.pricePerPage': ({ row, needs }) =>
    row.dong === null ? null : number(row.dong) / number(needs.pages),

  'Query.review': ({ args }) => rowsOf('Review').find(({ id }) => id === args.id) ?? null,
  'Query.reviews': ({ args }) => rowsOf('Review').slice(0, number(args.first)),
  'Query.topMedia': () => 'm1',
  'Query.charts': () => ['m1', 'b1', 'm2', 'b2', 'm1'],
  'Mutation.comment': ({ args, world }) => world.write(`comment ${text(args.text)}`, args.product),
  'Review.text': ({ row, args }) => (row.words === null ? null : text(row.words).slice(0, number(args.max))),
  'Product.reviews': ({ row, args }) => starred(row, args.minStars),
  'Media.reviews': ({ row, args }) => (row.reviews === undefined ? null : starred(row, args.minStars)),
  'Media.poster': ({ row, needs }) => `${row.id}/${text(needs.title ?? 'untitled')}.png`,

  'Query.me': () => 'u1',
  'Query.account': ({ args }) =>
    ['Staff', 'Customer'].flatMap(rowsOf).find(({ id }) => id === args.id) ?? null,
  'Query.staff': ({ args }) => {
    const later = rowsOf('Staff').filter(
      ({ joined }) => args.joinedAfter == null || number(joined) > number(args.joinedAfter),
    );
    return [...later, null].slice(0, number(args.first));
  },
  'Query.customer': ({ args }) => rowsOf('Customer').find(({ email }) => email === args.email) ?? null,
  'Mutation.sign': ({ args, world }) => {
    const tags = list(args.tags ?? []).map((tag) => text(tag ?? 'null'));
    return world.write(`sign ${text(args.text)} ${tags.join('+')}`, null);
  },
  'Customer.preferences': ({ row, args }) =>
    args.merge == null ? row.options : { stored: row.options, merged: args.merge },
  'Category.budget': ({ row, args }) => (row.funds === null ? null : number(row.funds) + number(args.year)),
  'Category.motto': ({ row, needs }) => `${text(row.slug)}, ${text(needs.label ?? 'unlabelled')}`,
};

function passes(row: Row, filter: unknown): boolean {
  if (filter == null) return true;
  const { size, releasedAfter, tags, not } = record(filter);
  return (
    (size == null || row.size === size) &&
    (releasedAfter == null || (row.released !== null && number(row.released) > number(releasedAfter))) &&
    list(tags ?? []).every((tag) => list(row.tags ?? []).includes(tag)) &&
    (not == null || !passes(row, not))
  );
}

function starred(row: Row, least: unknown): readonly Row[] {
  return list(row.reviews)
    .map((id) => rowOf(text(id)))
    .filter(({ stars }) => number(stars) >= number(least));
}

/** Days since 1970 of a day as written. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

function number(value: unknown): number {
  if (value === null) return 0;
  if (typeof value !== 'number') throw new TypeError(`a number was expected, not ${JSON.stringify(value)}`);
  return value;
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new TypeError(`text was expected, not ${JSON.stringify(value)}`);
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`a list was expected, not ${JSON.stringify(value)}`);
  return value;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`an object was expected, not ${JSON.stringify(value)}`);
  }
  return { ...value };
}
