import { readFileSync } from 'node:fs';
import { type FragmentDefinitionNode, Kind, parse } from 'graphql';
import { apolloGateway, type Planner, plannerOf } from '../execution/planner';
import { supergraphFile } from '../supergraph/file';
import { fetchCounter } from './limit-fetches';
import { planBreach } from './limit-plan';

let planner: Planner;
beforeAll(async () => {
  const gateway = apolloGateway(readFileSync(supergraphFile, 'utf8'), new Map());
  await gateway.load({ apollo: {} });
  planner = plannerOf(gateway);
});

function counted(text: string, most = Infinity): number {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const node of parse(text).definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
  }
  const operation = parse(text).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('Expected an operation.');
  return fetchCounter(planner.supergraph)(operation, fragments, most);
}

const planned = (text: string) =>
  planBreach([planner.plan(parse(text), undefined)], { planFetches: -1 })?.got ?? 0;
const repeat = (count: number, item: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(' ');
const inScorecard = (text: string) =>
  `{ administrativeUnit(code: "27") { scorecard(period: "2022") { ${text} } } } `;
const deep = (depth: number): string =>
  depth === 0
    ? 'id'
    : `value indicator { code } unit { name scorecard(period: "2022") { kpis { ${deep(depth - 1)} } } }`;

describe('counts what the planner then plans', () => {
  it.each([
    ['one subgraph', '{ administrativeUnit(code: "27") { id name parent { id } } }'],
    ['nothing but the schema', '{ __typename __schema { queryType { name } } }'],
    [
      'two roots of one subgraph',
      '{ a: administrativeUnit(code: "27") { id } b: administrativeUnit(code: "24") { id } }',
    ],
    ['an interface of seven subgraphs', inScorecard('kpis { value }')],
    ['its aliases', inScorecard(repeat(5, (i) => `a${i}: kpis { value indicator { code } unit { name } }`))],
    ['what is behind it', inScorecard(`kpis { ${deep(2)} }`)],
    [
      'fragments',
      inScorecard('a: kpis { ...f } b: kpis { ... on Kpi { ...f } }') + 'fragment f on Kpi { value }',
    ],
    ['one type of it', inScorecard('kpis { ... on FeedbackKpi { value } }')],
  ])('%s', (_, text) => {
    expect(counted(text)).toBe(planned(text));
  });
});

it('counts no more than are planned where a computed field takes others', () => {
  const text = inScorecard('overall { score }');
  expect(counted(text)).toBeLessThan(planned(text));
});

it('ends soon after the limit, where planning would take seconds', () => {
  const text = inScorecard(repeat(98, (i) => `a${i}: kpis { ...f }`)) + `fragment f on Kpi { ${deep(3)} }`;
  expect(counted(text, 400)).toBeLessThan(450);
  expect(counted(text)).toBeGreaterThan(2_000);
});
