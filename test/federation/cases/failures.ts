/** Nulls and errors: where they are told, and how far a null goes. */
import type { Case } from './case';

export const failures: readonly Case[] = [
  {
    shows: "an error in a subgraph's entity, at every place that shows it",
    query: `{ product(id: "p1") { related(first: 4) { rating } } }`,
    faults: { 'p1.rating': 'throw' },
    data: { product: { related: [{ rating: null }, null, { rating: null }, { rating: 3 }] } },
    errors: ['product.related.2.rating'],
  },
  {
    shows: "an error under a client's alias",
    query: `{ all: products(first: 2) { grade: rating } }`,
    faults: { 'p2.rating': 'throw' },
    data: { all: [{ grade: 4.5 }, { grade: null }] },
    errors: ['all.1.grade'],
  },
  {
    shows: 'an error in the item of a list',
    query: `{ me { ... on Customer { written { stars } } } library { title } }`,
    faults: { 'u1.written.1': 'throw', 'Query.library.3': 'throw' },
    data: {
      me: { written: [{ stars: 2 }, null, null, { stars: 4 }] },
      library: [{ title: 'Trees' }, { title: 'Rain' }, null, null, { title: 'Dust' }, { title: 'Trees' }],
    },
    errors: ['me.written.1', 'library.3'],
  },
  {
    shows: 'an error that takes the object with it',
    query: `{ warehouses { city } product(id: "p1") { warehouse { city capacity } name } }`,
    faults: { 'w1.capacity': 'throw' },
    data: {
      warehouses: [{ city: 'Bắc Ninh' }, { city: 'Bonn' }, { city: null }, { city: 'Bắc Ninh' }],
      product: { warehouse: null, name: 'Lamp' },
    },
    errors: ['product.warehouse.capacity'],
  },
  {
    shows: 'null for a non-null field, which takes the item and not the list',
    query: `{ product(id: "p1") { related { sticker stock } } }`,
    faults: { 'p2.sticker': 'null' },
    data: { product: { related: [null, null] } },
    errors: ['product.related.0.sticker'],
  },
  {
    shows: 'null for a non-null field, which takes the whole list',
    query: `{ categories { members { sticker name } slug } }`,
    faults: { 'p1.sticker': 'null' },
    data: {
      categories: [
        { members: [{ sticker: 'p2: nameless', name: null }], slug: 'home' },
        { members: null, slug: 'home' },
      ],
    },
    errors: ['categories.1.members.0.sticker'],
  },
  {
    shows: 'null for a non-null field, which takes all data',
    query: `{ products(first: 2) { name headline } me { id } }`,
    faults: { 'p2.headline': 'null' },
    data: null,
    errors: ['products.1.headline'],
  },
  {
    shows: 'an entity that another subgraph cannot give, which takes all data',
    query: `{ products { partsMass id } }`,
    faults: { 'p3.partsMass': 'throw' },
    data: null,
    errors: ['products.2.partsMass'],
  },
  {
    shows: 'an error in a list of lists',
    query: `{ product(id: "p1") { layout { drawer } name } }`,
    faults: { 'part2.drawer': 'throw' },
    data: { product: { layout: [[{ drawer: 'D1' }, null], [], [null]], name: 'Lamp' } },
    errors: ['product.layout.2.0.drawer'],
  },
  {
    shows: 'errors of two subgraphs on one object',
    query: `{ product(id: "p1") { rating stock discounts { percent } price } }`,
    faults: { 'p1.rating': 'throw', 'p1.stock': 'throw', 'd2.percent': 'null' },
    data: { product: { rating: null, stock: null, discounts: null, price: 250000 } },
    errors: ['product.rating', 'product.stock', 'product.discounts.1.percent'],
  },
  {
    shows: 'a required field that is null by chance',
    query: `{ product(id: "p1") { shippingCost sticker clearance partsMass } }`,
    faults: { 'p1.dimensions': 'null', 'p1.name': 'null', 'p1.released': 'null', 'p1.parts': 'null' },
    data: { product: { shippingCost: null, sticker: 'p1: nameless', clearance: null, partsMass: 0 } },
  },
  {
    shows: 'a root that fails, next to others',
    query: `{ me { id } deals { id } offers { __typename } }`,
    faults: { 'Query.me': 'throw', 'Query.deals': 'throw' },
    data: {
      me: null,
      deals: null,
      offers: [
        { __typename: 'Bundle' },
        { __typename: 'Product' },
        null,
        { __typename: 'Book' },
        { __typename: 'Bundle' },
      ],
    },
    errors: ['me', 'deals'],
  },
  {
    shows: 'an error in one type of a union',
    query: `{ reviews(first: 3) { subject { ... on Product { rating } ... on Staff { fullName } } } }`,
    faults: { 's2.fullName': 'throw', 'p1.rating': 'throw' },
    data: { reviews: [{ subject: { rating: null } }, { subject: { fullName: null } }, { subject: null }] },
    errors: ['reviews.0.subject.rating', 'reviews.1.subject.fullName'],
  },
  {
    shows: "an error in an interface object's field",
    query: `{ library { rating title } charts { poster } }`,
    faults: { 'm1.rating': 'throw', 'b1.poster': 'throw' },
    data: {
      library: [
        { rating: 4, title: 'Trees' },
        { rating: null, title: 'Rain' },
        null,
        { rating: null, title: null },
        { rating: null, title: 'Dust' },
        { rating: 4, title: 'Trees' },
      ],
      charts: [
        { poster: 'm1/Rain.png' },
        { poster: null },
        { poster: 'm2/Dust.png' },
        { poster: 'b2/untitled.png' },
        { poster: 'm1/Rain.png' },
      ],
    },
    errors: ['library.1.rating', 'charts.1.poster'],
  },
  {
    shows: 'no error for a field that is skipped',
    query: `{ product(id: "p1") { rating @skip(if: true) name } }`,
    faults: { 'p1.rating': 'throw' },
    data: { product: { name: 'Lamp' } },
  },

  {
    shows: 'no error for a field that is skipped within a field that a condition lets through',
    query: `query ($yes: Boolean!) { review(id: "r1") { product @include(if: $yes) { discounts { percent @skip(if: true) until } stock } } }`,
    variables: { yes: true },
    faults: { 'd1.percent': 'throw' },
    data: { review: { product: { discounts: [{ until: '2022-11-04' }, { until: null }], stock: 12 } } },
  },
  {
    shows: 'no error for a field that is skipped, of an object that is asked for without it',
    query: `query ($yes: Boolean!) { review(id: "r1") @include(if: $yes) { product { stock } product @skip(if: true) { size } } }`,
    variables: { yes: true },
    faults: { 'p1.size': 'throw' },
    data: { review: { product: { stock: 12 } } },
  },

  {
    shows: "no error of an interface object's field that is asked for of another type alone",
    query: `{ library { ... on Book { rating } ... on Movie { poster } } }`,
    faults: { 'm1.rating': 'throw' },
    data: {
      library: [
        { rating: 4 },
        { poster: 'm1/Rain.png' },
        null,
        { rating: null },
        { poster: 'm2/Dust.png' },
        { rating: 4 },
      ],
    },
  },
];
