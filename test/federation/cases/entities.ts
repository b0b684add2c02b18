/** Fields of one record that several subgraphs tell: keys, `@requires`, `@provides`, `@shareable`, `@override`, `@interfaceObject`. */
import type { Case } from './case';

export const entities: readonly Case[] = [
  {
    shows: 'a compound key with a nested object, from a subgraph that knows only the other key',
    query: `{ deals(below: 100000) { stock warehouse { city } } }`,
    data: { deals: [{ stock: 0, warehouse: { city: 'Bắc Ninh' } }, { stock: null, warehouse: null }, null] },
  },
  {
    shows: 'a key of two fields',
    query: `{ product(id: "p4") { warehouse { capacity } } warehouses { country code city } }`,
    data: {
      product: { warehouse: { capacity: 20 } },
      warehouses: [
        { country: 'VN', code: 1, city: 'Bắc Ninh' },
        { country: 'DE', code: 1, city: 'Bonn' },
        { country: 'VN', code: 2, city: null },
        { country: 'VN', code: 1, city: 'Bắc Ninh' },
      ],
    },
  },
  {
    shows: 'a key with the key of another entity in it',
    query: `{ categories { budget(year: 0) motto } }`,
    data: {
      categories: [
        { budget: null, motto: 'home, unlabelled' },
        { budget: 1000, motto: 'home, Home' },
      ],
    },
  },
  {
    shows: 'the same entity several times, and null among them',
    query: `{ product(id: "p1") { related(first: 4) { rating } parts { id drawer } } }`,
    data: {
      product: {
        related: [{ rating: null }, null, { rating: 4.5 }, { rating: 3 }],
        parts: [
          { id: 'part1', drawer: 'D1' },
          { id: 'part2', drawer: 'D2' },
          { id: 'part1', drawer: 'D1' },
        ],
      },
    },
  },
  {
    shows: 'entities in a list of lists',
    query: `{ product(id: "p1") { layout { drawer mass } } customer { wishes { stock } } }`,
    data: {
      product: { layout: [[{ drawer: 'D1', mass: 5 }, null], [], [{ drawer: 'D2', mass: null }]] },
      customer: { wishes: [[{ stock: 12 }, null], [], [{ stock: null }, { stock: 12 }]] },
    },
  },
  {
    shows: '@requires of nested fields that the client does not ask for',
    query: `{ products(first: 4) { shippingCost(speed: FAST) } }`,
    data: {
      products: [{ shippingCost: 405 }, { shippingCost: 0 }, { shippingCost: null }, { shippingCost: 26 }],
    },
  },
  {
    shows: '@requires of nested fields that the client asks for in part, by another name',
    query: `{ product(id: "p1") { shippingCost dimensions { box { high: height width } heavy: weight } } }`,
    data: { product: { shippingCost: 202.5, dimensions: { box: { high: 20, width: 10 }, heavy: 2.5 } } },
  },
  {
    shows: '@requires through a list of entities, also an empty one and none',
    query: `{ products { partsMass } }`,
    data: { products: [{ partsMass: 10 }, { partsMass: 0 }, { partsMass: 0 }] },
  },
  {
    shows: '@requires of a custom scalar',
    query: `{ products { clearance } }`,
    data: { products: [{ clearance: '2023-01-08' }, { clearance: '2023-04-18' }, { clearance: null }] },
  },
  {
    shows: '@requires with an argument that the client does not ask for',
    query: `{ product(id: "p1") { insurance { premium } bulky } }`,
    data: { product: { insurance: { premium: 6250 }, bulky: false } },
  },
  {
    shows: "@requires with an argument, and the client's own argument for the same field",
    query: `{ product(id: "p1") { insurance { premium } price(currency: USD) } }`,
    data: { product: { insurance: { premium: 6250 }, price: 125000 } },
  },
  {
    shows: '@requires with an argument, and the same field with its default',
    query: `{ product(id: "p1") { price insurance { premium } } }`,
    data: { product: { price: 250000, insurance: { premium: 6250 } } },
  },
  {
    shows: "@requires with an argument within an object, and the client's own",
    query: `query ($unit: Unit) { product(id: "p1") { bulky dimensions { extent(unit: $unit) } } }`,
    variables: { unit: 'MM' },
    data: { product: { bulky: false, dimensions: { extent: 300 } } },
  },
  {
    shows: 'the field that @requires names with the very same arguments',
    query: `{ product(id: "p1") { insurance { premium } price(currency: EUR) } }`,
    data: { product: { insurance: { premium: 6250 }, price: 62500 } },
  },
  {
    shows: 'a required field that is null',
    query: `{ product(id: "p2") { sticker shippingCost name } }`,
    data: { product: { sticker: 'p2: nameless', shippingCost: 0, name: null } },
  },
  {
    shows: 'a field that the path provides',
    query: `{ reviews(first: 1) { product { name rating } } }`,
    data: { reviews: [{ product: { name: 'Lamp', rating: 4.5 } }] },
  },
  {
    shows: 'an object of values that two subgraphs share',
    query: `{ deals(below: 100000) { sku { vendor number } } }`,
    data: { deals: [{ sku: { vendor: 'acme', number: 2 } }, { sku: { vendor: 'zen', number: 1 } }, null] },
  },
  {
    shows: 'a field that another subgraph took over',
    query: `{ products(first: 1) { stock } }`,
    data: { products: [{ stock: 12 }] },
  },
  {
    shows: "an interface object: the type's name, its own fields and those of the implementations",
    query: `{ charts { __typename rating poster title ... on Book { pages } ... on Movie { minutes } } }`,
    data: {
      charts: [
        { __typename: 'Movie', rating: 2.5, poster: 'm1/Rain.png', title: 'Rain', minutes: 101 },
        { __typename: 'Book', rating: 4, poster: 'b1/Trees.png', title: 'Trees', pages: 320 },
        { __typename: 'Movie', rating: null, poster: 'm2/Dust.png', title: 'Dust', minutes: null },
        { __typename: 'Book', rating: null, poster: 'b2/untitled.png', title: null, pages: 90 },
        { __typename: 'Movie', rating: 2.5, poster: 'm1/Rain.png', title: 'Rain', minutes: 101 },
      ],
    },
  },
  {
    shows: 'fields of an interface object on its implementations',
    query: `{ library { poster } node(id: "b1") { ... on Book { rating } } }`,
    data: {
      library: [
        { poster: 'b1/Trees.png' },
        { poster: 'm1/Rain.png' },
        null,
        { poster: 'b2/untitled.png' },
        { poster: 'm2/Dust.png' },
        { poster: 'b1/Trees.png' },
      ],
      node: { rating: 4 },
    },
  },
  {
    shows: "an interface object's entity without a record in the interface's subgraph's answer",
    query: `{ topMedia { title reviews(minStars: 4) { stars media { title } } } }`,
    data: { topMedia: { title: 'Rain', reviews: [{ stars: 4, media: { title: 'Trees' } }] } },
  },
  {
    shows: 'a subgraph that only names the entity',
    query: `{ customer { favourite { title price rating pricePerPage } } }`,
    data: { customer: { favourite: { title: 'Trees', price: 80000, rating: 4, pricePerPage: 250 } } },
  },
  {
    shows: 'entities that lead to entities and back',
    query: `{ me { ... on Customer { written { product { reviews(minStars: 5) { author { fullName } } } } } } }`,
    data: {
      me: {
        written: [
          { product: { reviews: [{ author: { fullName: 'Mai' } }, { author: { fullName: 'Lan' } }] } },
          { product: { reviews: [{ author: { fullName: 'Mai' } }, { author: { fullName: 'Lan' } }] } },
          null,
          { product: null },
        ],
      },
    },
  },

  {
    shows: 'an interface object of which the other subgraphs are asked nothing',
    query: `{ topMedia { id } review(id: "r6") { media { reviews(minStars: 4) { id } } } }`,
    data: { topMedia: { id: 'm1' }, review: { media: { reviews: [{ id: 'r7' }] } } },
  },
  {
    shows: "an interface object's field for all types, and one that requires another for one type",
    query: `{ library { ... on Movie { poster } rating } }`,
    data: {
      library: [
        { rating: 4 },
        { poster: 'm1/Rain.png', rating: 2.5 },
        null,
        { rating: null },
        { poster: 'm2/Dust.png', rating: null },
        { rating: 4 },
      ],
    },
  },
  {
    shows: "an interface object's fields for one of the types that stand there",
    query: `{ library { sequel { sequel { ... on Book { poster rating } title } } } }`,
    data: {
      library: [
        { sequel: { sequel: { title: 'Rain' } } },
        { sequel: null },
        null,
        { sequel: { sequel: null } },
        { sequel: { sequel: null } },
        { sequel: { sequel: { title: 'Rain' } } },
      ],
    },
  },

  {
    shows: "the type's name of an object that an interface object's subgraph tells of too",
    query: `{ bestseller { ... on Book { rating __typename } price } }`,
    data: { bestseller: { rating: 4, __typename: 'Book', price: 80000 } },
  },
  {
    shows: "an interface object's fields next to those that further steps ask of the type itself",
    query: `{ offers { ... on Book { pricePerPage poster rating pages } } }`,
    data: {
      offers: [{}, {}, null, { pricePerPage: 250, poster: 'b1/Trees.png', rating: 4, pages: 320 }, {}],
    },
  },
];
