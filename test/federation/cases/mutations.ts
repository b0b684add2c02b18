/** Mutations, whose effects show their order in the journal. */
import type { Case } from './case';

export const mutations: readonly Case[] = [
  {
    shows: "roots of different subgraphs in the client's order",
    query: `mutation { a: comment(text: "1") { journal } b: sign(text: "2", tags: []) { seq } c: comment(text: "3") { seq } d: move(by: 4) { journal } }`,
    data: {
      a: { journal: ['comment 1'] },
      b: { seq: 2 },
      c: { seq: 3 },
      d: { journal: ['comment 1', 'sign 2 ', 'comment 3', 'move p1 4'] },
    },
  },
  {
    shows: 'an entity of another subgraph after each',
    query: `mutation { a: comment(text: "1", product: "p1") { product { stock } } b: move(product: "p4") { product { name rating } } c: comment(text: "3", product: "p4") { seq product { price } } }`,
    data: {
      a: { product: { stock: 12 } },
      b: { product: { name: 'Kettle', rating: 5 } },
      c: { seq: 3, product: { price: 410000 } },
    },
  },
  {
    shows: 'the order through fragments',
    query: `mutation { a: comment(text: "1") { seq } ... on Mutation { b: comment(text: "2") { seq } } ...More d: comment(text: "4") { seq } } fragment More on Mutation { c: comment(text: "3") { journal } }`,
    data: {
      a: { seq: 1 },
      b: { seq: 2 },
      c: { journal: ['comment 1', 'comment 2', 'comment 3'] },
      d: { seq: 4 },
    },
  },
  {
    shows: 'the order with conditions',
    query: `mutation ($yes: Boolean!) { a: comment(text: "1") @include(if: $yes) { seq } b: comment(text: "2") @skip(if: $yes) { seq } c: comment(text: "3") { journal } d: comment(text: "4") @skip(if: false) { seq } e: comment(text: "5") { seq } }`,
    variables: { yes: true },
    data: { a: { seq: 1 }, c: { journal: ['comment 1', 'comment 3'] }, d: { seq: 3 }, e: { seq: 4 } },
  },
  {
    shows: 'the order of fields that only some conditions let through, in fragments of their own',
    query: `mutation ($yes: Boolean!) { a: sign(text: "1", tags: []) { seq } b: comment(text: "2") @skip(if: false) { seq } ...More } fragment More on Mutation { c: comment(text: "3") { seq product @include(if: $yes) { id } } }`,
    variables: { yes: false },
    data: { a: { seq: 1 }, b: { seq: 2 }, c: { seq: 3 } },
  },
  {
    shows: 'a root that fails, and the next that does not',
    query: `mutation { comment(text: "1") { seq } sign(text: "2", tags: []) { journal } }`,
    faults: { 'Mutation.comment': 'throw' },
    data: { comment: null, sign: { journal: ['sign 2 '] } },
    errors: ['comment'],
  },
  {
    shows: 'the same mutation twice',
    query: `mutation { a: move { seq } b: move { journal } }`,
    data: { a: { seq: 1 }, b: { journal: ['move p1 1', 'move p1 1'] } },
  },
];
