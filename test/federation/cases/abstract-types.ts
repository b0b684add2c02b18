/** Interfaces and unions, whose members live in several subgraphs. */
import type { Case } from './case';

export const abstractTypes: readonly Case[] = [
  {
    shows: 'a union with fields of other subgraphs for each type',
    query: `{ search(text: "", kinds: [CATEGORY, BOOK]) { __typename ... on Category { budget } ... on Book { price rating } } }`,
    data: {
      search: [
        { __typename: 'Category', budget: 3024 },
        { __typename: 'Category', budget: null },
        { __typename: 'Book', price: 80000, rating: 4 },
        { __typename: 'Book', price: null, rating: null },
        null,
      ],
    },
  },
  {
    shows: 'a field of an interface that only another subgraph has',
    query: `{ reviews(first: 2) { author { fullName } } }`,
    data: { reviews: [{ author: { fullName: 'Mai' } }, { author: { fullName: 'Lan' } }] },
  },
  {
    shows: "an interface's fields on some of its types",
    query: `{ reviews(first: 2) { author { id ... on Staff { joined } ... on Customer { email } } } }`,
    data: {
      reviews: [
        { author: { id: 's1', joined: '2016-07-18' } },
        { author: { id: 'u1', email: 'lan@example.org' } },
      ],
    },
  },
  {
    shows: "a fragment on another interface than the field's",
    query: `{ priced { ... on Node { id } price } }`,
    data: {
      priced: [
        { id: 'p1', price: 250000 },
        { id: 'b1', price: 80000 },
        { id: 'p3', price: null },
        { id: 'b2', price: null },
      ],
    },
  },
  {
    shows: "a fragment on another interface than an interface object's",
    query: `{ charts { ... on Node { id } } }`,
    data: { charts: [{ id: 'm1' }, { id: 'b1' }, { id: 'm2' }, { id: 'b2' }, { id: 'm1' }] },
  },
  {
    shows: 'a fragment on a union in a field of an interface',
    query: `{ node(id: "p1") { ... on Found { ... on Product { name } } } }`,
    data: { node: { name: 'Lamp' } },
  },
  {
    shows: 'a fragment on an object type within one on an interface',
    query: `{ product(id: "p1") { related { ... on Node { ... on Product { name } } } } }`,
    data: { product: { related: [{ name: null }, null] } },
  },
  {
    shows: 'a fragment that fits none of the types',
    query: `{ node(id: "c1") { __typename ... on Priced { price } ... on Book { pages } } }`,
    data: { node: { __typename: 'Category' } },
  },
  {
    shows: 'the same field in two fragments with other selections',
    query: `{ offers { ... on Product { sku { number } } ... on Priced { ... on Product { sku { vendor } } } ... on Bundle { items { price } } } }`,
    data: {
      offers: [
        { items: [{ price: 250000 }, { price: 80000 }, { price: null }] },
        { sku: { number: 2, vendor: 'acme' } },
        null,
        {},
        { items: [] },
      ],
    },
  },
  {
    shows: 'one response name for fields of two types',
    query: `{ reviews(first: 2) { subject { ... on Product { text: name } ... on Staff { text: fullName } } } }`,
    data: { reviews: [{ subject: { text: 'Lamp' } }, { subject: { text: null } }] },
  },
  {
    shows: 'named fragments used twice, on types of different width',
    query: `{ node(id: "b1") { ...Known } library { ...Known } } fragment Known on Node { id ...Titled } fragment Titled on Media { title }`,
    data: {
      node: { id: 'b1', title: 'Trees' },
      library: [
        { id: 'b1', title: 'Trees' },
        { id: 'm1', title: 'Rain' },
        null,
        { id: 'b2', title: null },
        { id: 'm2', title: 'Dust' },
        { id: 'b1', title: 'Trees' },
      ],
    },
  },
  {
    shows: '__typename by another name, and at the root',
    query: `{ kind: __typename priced { what: __typename } }`,
    data: {
      kind: 'Query',
      priced: [{ what: 'Product' }, { what: 'Book' }, { what: 'Product' }, { what: 'Book' }],
    },
  },
  {
    shows: 'a list of interfaces with null in it',
    query: `{ product(id: "p1") { discounts { applies { price __typename } } } }`,
    data: {
      product: {
        discounts: [
          { applies: [{ price: 250000, __typename: 'Product' }, { price: 80000, __typename: 'Book' }, null] },
          { applies: [] },
        ],
      },
    },
  },
];
