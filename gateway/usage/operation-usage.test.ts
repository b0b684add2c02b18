import { buildSchema, parse } from 'graphql';
import { operationUsage, UNNAMED } from './operation-usage';

const schema = buildSchema(`
  type Query { unit(code: ID): Unit  kpis: [Kpi!]! }
  type Unit { code: ID!  parent: Unit  kpis: [Kpi!]! }
  interface Kpi { code: ID!  value: Float }
  type FeedbackKpi implements Kpi { code: ID!  value: Float  tickets: Int }`);

const usageOf = (source: string, operationName?: string) =>
  operationUsage(source, parse(source), operationName, schema);

it('names each field once by the type it is selected on, whatever its alias and wherever its fragment', () => {
  const { name, fields } = usageOf(`
    query Units { a: unit(code: 1) { ...parts } b: unit(code: 2) { other: code parent { ...parts } } }
    fragment parts on Unit { code kpis { shown: value ... on FeedbackKpi { value tickets } } }`);
  expect(name).toBe('Units');
  expect([...fields].sort()).toEqual([
    ...['FeedbackKpi.tickets', 'FeedbackKpi.value', 'Kpi.value', 'Query.unit'],
    ...['Unit.code', 'Unit.kpis', 'Unit.parent'],
  ]);
});

it('takes of a document with several operations the one that is asked, with its own fragments', () => {
  const source = `query A { kpis { ...code } } query B { unit { ...parent } }
    fragment code on Kpi { code } fragment parent on Unit { parent { code } }`;
  const [a, b] = [usageOf(source, 'A'), usageOf(source, 'B')];
  expect(a.fields).toEqual(['Query.kpis', 'Kpi.code']);
  expect(b.fields).toEqual(['Query.unit', 'Unit.parent', 'Unit.code']);
  expect(a.hash).toBe(b.hash);
  expect(a.key).not.toBe(b.key);
});

it('leaves introspection out, and knows an operation without a name', () => {
  expect(usageOf('{ __typename __schema { types { name } } kpis { __typename code } }')).toMatchObject({
    name: UNNAMED,
    fields: ['Query.kpis', 'Kpi.code'],
  });
});

it('identifies the text as its clients do', () => {
  // printf '{ kpis { code } }' | sha256sum
  expect(usageOf('{ kpis { code } }').hash).toBe(
    '6caa5b7f2dab7cb44a8fd13f41370c85a41f099f44bda8c18e80e676f8936f29',
  );
});
