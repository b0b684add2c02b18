/** What operations on the project's own graph are estimated to cost, and that its assumed sizes are those of its registers. */
import { readFileSync } from 'node:fs';
import { buildSchema, isIntrospectionType, isObjectType, parse, validate } from 'graphql';
import { type Day, parseDay } from '../../shared/period/day';
import { projectFile } from '../../shared/project-root';
import { unitRegister } from '../../shared/reference/registers';
import { CASES } from '../../test/bench/cases';
import { supergraphFile } from '../supergraph/file';
import type { Unit } from '../../shared/units/unit';
import { compileCost } from './cost-compile';
import { costModel } from './cost-model';
import { costSettings } from './cost-settings';

const { budget, listSize } = costSettings({}, []);
const schema = buildSchema(readFileSync(supergraphFile, 'utf8'), { assumeValid: true });
const model = costModel(schema, listSize);

function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}): number {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return compileCost(document, undefined, model)(variables);
}

const EVERYTHING = `
  id code value numerator denominator status missing origin dataAsOf
  target { value } previous { value } rank { position } series(from: "2021", to: "2023", grain: MONTH) { value }
  byTier { value target { value } } breakdown { value } published { value source { id } }
  unit { name } indicator { name targets { value } }`;
const SYSTEMS = [
  'documentKpis',
  'publicServiceKpis',
  'feedbackKpis',
  'welfareKpis',
  'signatureKpis',
  'economySocietyKpis',
];

describe('the default budget takes', () => {
  it('every example of the README', () => {
    const examples = [...readFileSync(projectFile('README.md'), 'utf8').matchAll(/```graphql\n(.*?)```/gs)];
    expect(examples.length).toBeGreaterThan(1);
    for (const [, query = ''] of examples) expect(costOf(query)).toBeLessThan(budget / 10);
  });

  it.each(CASES)('the benchmark’s $name', ({ name, query, variables: [first] }) => {
    expect(costOf(query, first)).toBe({ S: 26, M: 1_093, L: 2_143 }[name]);
  });

  it.each(SYSTEMS)('a page of 1,000 of %s, with everything', (list) => {
    expect(costOf(`{ ${list}(filter: {}, first: 1000) { edges { node { ${EVERYTHING} } } } }`)).toBeLessThan(
      budget,
    );
  });

  it.each([
    [
      'all units with all systems',
      '{ administrativeUnits(first: 1000) { nodes { name scorecard(period: "2023") { kpis(codes: ["FBK-02"]) { value } } } } }',
    ],
    [
      'all KPIs of all communes in two periods',
      '{ administrativeUnit(code: "27") { children(level: COMMUNE) { a: scorecard(period: "2023") { kpis { value target { met } indicator { name } } } b: scorecard(period: "2022") { kpis { value target { met } indicator { name } } } } } }',
    ],
    [
      'districts and their communes with a KPI',
      '{ administrativeUnit(code: "27") { children { children { name scorecard(period: "2023") { feedback { processedRate { value } } } } } } }',
    ],
    [
      'the composite score of all communes',
      '{ administrativeUnit(code: "27") { children(level: COMMUNE) { scorecard(period: "2023") { overall { score components { indicator { name } } } } } } }',
    ],
    [
      'the catalogue',
      '{ indicators { name targets { value source { title } } qualitativeTargets { statement } } }',
    ],
  ])('%s', (_, query) => {
    expect(costOf(query)).toBeLessThan(budget);
  });
});

describe('the default budget refuses', () => {
  const nested = (start: string, step: string, levels: number) =>
    `{ administrativeUnit(code: "${start}") { ${`${step} { `.repeat(levels).replace(/ > /g, ' { ')} id ${'} '.repeat(levels * step.split(' > ').length)} } }`;

  it.each([
    ['27', 'children', 4],
    ['09163', 'parent > children', 4],
    ['09163', 'parent > parent > children(level: COMMUNE)', 4],
    ['09163', 'ancestors > children(level: COMMUNE)', 3],
    ['27', 'scorecard(period: "2023") > kpis > unit', 3],
  ])('from %s, %s over and over', (start, step, first) => {
    const costs = [1, 2, 3, 4, 5].map((levels) => costOf(nested(start, step, levels)));
    expect(costs.findIndex((cost) => cost > budget) + 1).toBe(first);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
  });

  it('many names of one value for many units', () => {
    const names = Array.from({ length: 90 }, (_, i) => `n${i}: name`).join(' ');
    expect(
      costOf(
        `{ administrativeUnit(code: "27") { children { parent { children { parent { children { ${names} } } } } } } }`,
      ),
    ).toBeGreaterThan(budget);
  });

  it('many rankings at once', () => {
    const rankings = Array.from(
      { length: 40 },
      (_, i) =>
        `r${i}: feedbackKpis(filter: {}, first: 1000, orderBy: { field: VALUE }) { nodes { rank { position } } }`,
    );
    expect(costOf(`{ ${rankings.join(' ')} }`)).toBeGreaterThan(budget);
  });
});

// But for `children`, whose length an estimate cannot know: the directory counts what a request reaches.
describe('no list of the registers is longer than assumed', () => {
  const assumed = (field: string) => model.field('AdministrativeUnit', field)?.listSize?.assumedSize;
  const dates = ['2004-12-31', '2015-12-31', '2023-12-31', '2024-12-31', '2025-06-30', '2025-07-01'];
  const days = [undefined, ...dates.map(parseDay)];
  const longest = (listOf: (unit: Unit, on: Day | undefined) => readonly unknown[]) =>
    Math.max(...unitRegister.list().flatMap((unit) => days.map((day) => listOf(unit, day).length)));

  it.each<[string, (unit: Unit, on: Day | undefined) => readonly unknown[]]>([
    ['ancestors', (unit, on) => unitRegister.ancestors(unit, on)],
    ['predecessors', (unit) => unitRegister.predecessors(unit)],
    ['successors', (unit) => unitRegister.successors(unit)],
    ['versions', (unit) => unit.versions],
  ])('%s', (field, listOf) => {
    expect(assumed(field)).toBeGreaterThanOrEqual(longest(listOf));
  });
});

it('sizes every list of objects of the graph, so that none is guessed', () => {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const guessed = types.flatMap((type) => {
    if (isIntrospectionType(type)) return [];
    return Object.keys(type.getFields())
      .map((name) => ({ name: `${type.name}.${name}`, cost: model.field(type.name, name) }))
      .filter(({ cost }) => cost !== undefined && cost.lists > 0 && cost.weight > 0)
      .filter(({ cost }) => cost?.listSize === undefined)
      .map(({ name }) => name);
  });
  // A connection's own lists are sized by the field that gives the connection.
  expect(guessed.filter((name) => !/Connection\.(?:edges|nodes)$/.test(name))).toEqual([]);
});
