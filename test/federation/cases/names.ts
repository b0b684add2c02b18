/** Response names, arguments, variables and conditions. */
import type { Case } from './case';

export const names: readonly Case[] = [
  {
    shows: 'an alias that is the name of a key',
    query: `{ products(first: 1) { id: name stock rating } }`,
    data: { products: [{ id: 'Lamp', stock: 12, rating: 4.5 }] },
  },
  {
    shows: 'the key by another name alone',
    query: `{ products(first: 1) { code: id stock } }`,
    data: { products: [{ code: 'p1', stock: 12 }] },
  },
  {
    shows: 'aliases that are the names of required fields',
    query: `{ products(first: 1) { name: headline dimensions: tags shippingCost sticker } }`,
    data: {
      products: [
        { name: 'p1 as M', dimensions: ['home', 'light'], shippingCost: 202.5, sticker: 'p1: Lamp' },
      ],
    },
  },
  {
    shows: 'an alias that is the name of a nested key',
    query: `{ products(first: 1) { sku: stock number: id } categories { owner: slug budget(year: 1) } }`,
    data: {
      products: [{ sku: 12, number: 'p1' }],
      categories: [
        { owner: 'home', budget: null },
        { owner: 'home', budget: 1001 },
      ],
    },
  },
  {
    shows: 'a field twice, by two names and with two arguments',
    query: `{ product(id: "p1") { a: price(currency: EUR) b: price(currency: USD) c: reviews(minStars: 5) { id } reviews { id } } }`,
    data: {
      product: {
        a: 62500,
        b: 125000,
        c: [{ id: 'r1' }, { id: 'r4' }],
        reviews: [{ id: 'r1' }, { id: 'r2' }, { id: 'r4' }],
      },
    },
  },
  {
    shows: 'a field twice, with other selections',
    query: `{ product(id: "p1") { warehouse { city } name warehouse { capacity code } } }`,
    data: { product: { warehouse: { city: 'Bắc Ninh', capacity: 500, code: 1 }, name: 'Lamp' } },
  },
  {
    shows: "the order of the client's fields",
    query: `{ product(id: "p1") { stock rating ... { name price } id tags } me { id } __typename }`,
    data: {
      product: { stock: 12, rating: 4.5, name: 'Lamp', price: 250000, id: 'p1', tags: ['home', 'light'] },
      me: { id: 'u1' },
      __typename: 'Query',
    },
  },
  {
    shows: "arguments by variable, by their defaults and by the variable's default",
    query: `query ($id: ID!, $loud: Boolean = true, $size: Size) { product(id: $id) { headline(loud: $loud, size: $size) price } }`,
    variables: { id: 'p1' },
    data: { product: { headline: 'P1 AS M', price: 250000 } },
  },
  {
    shows: 'null for an argument that has a default',
    query: `query ($size: Size) { product(id: "p1") { headline(size: $size) other: headline(size: null) } }`,
    variables: { size: null },
    data: { product: { headline: 'p1 as none', other: 'p1 as none' } },
  },
  {
    shows: 'an input object with a variable in it',
    query: `query ($not: ProductFilter, $tag: String!) { products(first: 4, filter: { tags: [$tag], not: $not }) { id stock } }`,
    variables: { tag: 'home', not: { releasedAfter: '2022-01-01' } },
    data: { products: [{ id: 'p3', stock: null }] },
  },
  {
    shows: "an input object's defaults",
    query: `query ($at: Place!) { a: warehouse { city } b: warehouse(at: $at) { city } }`,
    variables: { at: { country: 'VN', code: 2 } },
    data: { a: { city: 'Bắc Ninh' }, b: { city: null } },
  },
  {
    shows: "arguments of a field that other subgraphs' entities lead to",
    query: `query ($max: Int, $stars: Int = 5) { deals { reviews(minStars: $stars) { text(max: $max) } } }`,
    variables: { max: 3 },
    data: {
      deals: [
        { reviews: [{ text: 'Bri' }, { text: 'Aga' }] },
        { reviews: [] },
        { reviews: [] },
        { reviews: [] },
        null,
      ],
    },
  },
  {
    shows: 'a scalar of any JSON, in and out',
    query: `query ($merge: Json) { customer { a: preferences(merge: { list: [1, null, { id: true }] }) b: preferences(merge: $merge) } product(id: "p4") { attributes stock } }`,
    variables: { merge: { deep: [[]], none: null } },
    data: {
      customer: {
        a: { stored: { a: 1 }, merged: { list: [1, null, { id: true }] } },
        b: { stored: { a: 1 }, merged: { deep: [[]], none: null } },
      },
      product: { attributes: [1, { id: 'not an id' }], stock: 3 },
    },
  },
  {
    shows: '@skip and @include by variable, on fields and fragments of other subgraphs',
    query: `query ($yes: Boolean!, $no: Boolean = false) { product(id: "p1") { stock @include(if: $no) rating @skip(if: $no) ... @include(if: $yes) { price } ...More @skip(if: $yes) } } fragment More on Product { name clearance }`,
    variables: { yes: true },
    data: { product: { rating: 4.5, price: 250000 } },
  },
  {
    shows: 'both conditions on one field',
    query: `query ($yes: Boolean!, $no: Boolean!) { product(id: "p1") { a: stock @skip(if: $no) @include(if: $yes) b: stock @skip(if: $yes) @include(if: $yes) c: stock @skip(if: $no) @include(if: $no) } }`,
    variables: { yes: true, no: false },
    data: { product: { a: 12 } },
  },
  {
    shows: 'a field once with a condition and once without',
    query: `query ($no: Boolean!) { product(id: "p1") { warehouse @include(if: $no) { city } warehouse { code } name @skip(if: true) name } }`,
    variables: { no: false },
    data: { product: { warehouse: { code: 1 }, name: 'Lamp' } },
  },
  {
    shows: 'a required field that the client asks for and skips',
    query: `query ($yes: Boolean!) { product(id: "p1") { dimensions @skip(if: $yes) { weight } shippingCost } }`,
    variables: { yes: true },
    data: { product: { shippingCost: 202.5 } },
  },
  {
    shows: 'a skipped field that requires other fields than one that is not skipped',
    query: `{ products(first: 1) { partsMass shippingCost @skip(if: true) } }`,
    data: { products: [{ partsMass: 10 }] },
  },
  {
    shows: 'an object all of whose fields are skipped',
    query: `query ($yes: Boolean!) { me { __typename @skip(if: $yes) } product(id: "p1") { stock @skip(if: true) } }`,
    variables: { yes: true },
    data: { me: {}, product: {} },
  },
  {
    shows: 'an alias that is skipped next to the field itself',
    query: `query ($no: Boolean!) { staff { ... on Account { ... on Staff { team { id } again: team @skip(if: true) @include(if: $no) { id } } } } }`,
    variables: { no: false },
    data: { staff: [{ team: [] }, { team: [{ id: 's1' }, { id: 'u1' }] }] },
  },
  {
    shows: 'a root that is skipped whole',
    query: `query ($yes: Boolean!) { me @skip(if: $yes) { id } }`,
    variables: { yes: true },
    data: {},
  },
  {
    shows: 'one of several operations',
    query: `query One { me { id } } query Two { me { ... on Customer { email } } }`,
    operationName: 'Two',
    data: { me: { email: 'lan@example.org' } },
  },

  {
    shows: 'an object that a condition lets through, all of whose fields are skipped',
    query: `query ($no: Boolean!) { bestseller @skip(if: $no) { price @include(if: false) } me { id } }`,
    variables: { no: false },
    data: { bestseller: {}, me: { id: 'u1' } },
  },
];
