/**
 * What a hostile client may send. All of it is refused as the client's own mistake, with a code, while others are answered.
 * ATTACK_TABLE=1 prints what each attack got, and how long it and the innocent request beside it took.
 */
import { getIntrospectionQuery } from 'graphql';
import type { RunningGateway } from '../gateway/server';
import { type AskAnswer, ask } from './ask';
import { startInProcess } from './in-process';
import { dropDatabases, testDatabases } from './test-databases';

const databases = testDatabases();
let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startInProcess({ databases, demonstration: false });
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
  if (process.env.ATTACK_TABLE === '1') process.stdout.write(`${table.join('\n')}\n`);
});
const table = ['attack | status | code | ms | ms of an innocent request beside it'];

interface Attack {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

const json = (body: unknown): Attack => ({ body: JSON.stringify(body) });
const query = (text: string, more: Readonly<Record<string, unknown>> = {}) => json({ query: text, ...more });
const repeat = (count: number, item: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(' ');
const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

const UNIT = 'administrativeUnit(code: "27")';
const BOMB = `{ ${UNIT} { ...f0 } }
${Array.from({ length: 18 }, (_, i) => `fragment f${i} on AdministrativeUnit { parent { ...f${i + 1} } parent { ...f${i + 1} } }`).join('\n')}
fragment f18 on AdministrativeUnit { id }`;
const KPIS = 'query ($filter: KpiFilter!) { documentKpis(filter: $filter) { totalCount } }';
const TYPES = 'types { fields { type { name } } }';

const ATTACKS: readonly (readonly [name: string, attack: Attack, code: string, status?: number])[] = [
  ['a fragment bomb of 20 lines', query(BOMB), 'LIMIT_DEPTH'],
  ['a fragment bomb of one level', query(BOMB.replaceAll(/parent { (\.\.\.f\d+) }/g, '$1')), 'LIMIT_FIELDS'],
  [
    'a cycle of fragments',
    query(
      `{ ${UNIT} { ...f } } fragment f on AdministrativeUnit { id ...g } fragment g on AdministrativeUnit { ...f }`,
    ),
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['10,000 aliases', query(`{ ${UNIT} { ${repeat(10_000, (i) => `a${i}: id`)} } }`), 'LIMIT_DOCUMENT'],
  ['1,000 aliases', query(`{ ${UNIT} { ${repeat(1_000, (i) => `a${i}: id`)} } }`), 'LIMIT_ALIASES'],
  ['1,000 root fields', query(`{ ${repeat(1_000, (i) => `a${i}: __typename`)} }`), 'LIMIT_ROOT_FIELDS'],
  [
    'the same field 900 times',
    query(`{ ${UNIT} { ${repeat(900, () => 'parent { id }')} } }`),
    'LIMIT_FIELDS',
  ],
  ['320 fragments side by side', query(sideBySide(320)), 'LIMIT_FIELDS'],
  ['500 levels', query(`{ ${UNIT} ${nested(500, '{ parent', '}')} }`), 'LIMIT_DEPTH'],
  [
    '10,000 @skip on one field',
    query(`{ __typename ${repeat(10_000, () => '@skip(if: false)')} }`),
    'LIMIT_DOCUMENT',
  ],
  ['10,000 unknown directives', query(`{ __typename ${'@a'.repeat(10_000)} }`), 'LIMIT_TOKENS'],
  ['1,000 unknown directives', query(`{ __typename ${'@a'.repeat(1_000)} }`), 'LIMIT_DIRECTIVES'],
  ['a document of 2 MB', query(`{ __typename } #${'x'.repeat(2_000_000)}`), 'LIMIT_BODY', 413],
  ['a document of 100 KB', query(`{ __typename } #${'x'.repeat(100_000)}`), 'LIMIT_DOCUMENT'],
  [
    'a string of 100 KB',
    query(`{ administrativeUnit(code: "${'x'.repeat(100_000)}") { id } }`),
    'LIMIT_DOCUMENT',
  ],
  [
    'lists within lists',
    query(`{ administrativeUnit(code: ${nested(1_500, '[', ']')}) { id } }`),
    'LIMIT_DEPTH',
  ],
  ['lists that are not closed', query(`{ administrativeUnit(code: ${'['.repeat(3_900)}`), 'LIMIT_DEPTH'],
  [
    'objects within objects',
    query(`{ administrativeUnit(code: ${nested(700, '{a:', '}')}) { id } }`),
    'LIMIT_DEPTH',
  ],
  ['a type of lists of lists', query(`query ($a: ${'['.repeat(1_500)}`), 'LIMIT_DEPTH'],
  ['1,000 operations', query(repeat(1_000, (i) => `query q${i} { __typename }`)), 'LIMIT_TOKENS'],
  ['700 operations', query(repeat(700, (i) => `query q${i} { __typename }`)), 'OPERATION_RESOLUTION_FAILURE'],
  [
    'an unknown operation',
    query('query One { __typename }', { operationName: 'Two' }),
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['a subscription', query('subscription { a }'), 'OPERATION_RESOLUTION_FAILURE'],
  ['a plan of 690 fetches', query(manyFetches(98)), 'LIMIT_PLAN'],
  [
    'the schema 100 times',
    query(`{ ${repeat(100, (i) => `a${i}: __schema { ${TYPES} }`)} }`),
    'LIMIT_ROOT_FIELDS',
  ],
  [
    'the schema 30 times',
    query(`{ ${repeat(30, (i) => `a${i}: __schema { ${TYPES} }`)} }`),
    'LIMIT_ROOT_FIELDS',
  ],
  [
    'all fields of the schema 30 times',
    query(`{ __schema { types { ${repeat(30, (i) => `a${i}: fields { type { name } }`)} } } }`),
    'LIMIT_ROOT_FIELDS',
  ],
  [
    'the schema within the schema',
    query(
      `{ __schema { types ${nested(6, '{ fields { type', '} }').replace('type}', 'type { name } }')} } }`,
    ),
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    '1,900 unknown fields',
    query(`{ ${UNIT} { ${repeat(1_900, (i) => `nam${i}`)} } }`),
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a number of 10,000 digits',
    query(`{ administrativeUnits(first: ${'9'.repeat(10_000)}) { totalCount } }`),
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'an escape beyond Unicode',
    query('{ administrativeUnit(code: "\\u{110000}") { id } }'),
    'GRAPHQL_PARSE_FAILED',
  ],
  ['half a surrogate pair', query('{ administrativeUnit(code: "\\ud800") { id } }'), 'GRAPHQL_PARSE_FAILED'],
  ['a NUL', query('{ __typename \u0000 }'), 'GRAPHQL_PARSE_FAILED'],
  ['a schema as the document', query('type Query { a: Int }'), 'GRAPHQL_VALIDATION_FAILED'],
  [
    'variables 40 deep',
    { body: `{"query":"{__typename}","variables":{"a":${nested(40, '[', ']')}}}` },
    'LIMIT_VARIABLES',
  ],
  [
    'variables 100,000 deep',
    { body: `{"query":"{__typename}","variables":{"a":${nested(100_000, '[', ']')}}}` },
    'BAD_REQUEST',
  ],
  ['20,000 values', query('{ __typename }', { variables: { a: Array(20_000).fill(1) } }), 'LIMIT_VARIABLES'],
  [
    '__proto__ in a variable',
    { body: `{"query":"${KPIS}","variables":{"filter":{"__proto__":{"polluted":1},"periods":["2022"]}}}` },
    'BAD_USER_INPUT',
  ],
  ['a batch', json(Array(100).fill({ query: '{ __typename }' })), 'BAD_REQUEST'],
  ['a query that is none', json({ query: { kind: 'Document', definitions: [] } }), 'BAD_REQUEST'],
  ...Object.entries({ operationName: 5, documentId: ['a'], variables: '{}', extensions: [] }).map(
    ([name, value]) =>
      [`a bomb beside ${name} of another type`, query(BOMB, { [name]: value }), 'BAD_REQUEST'] as const,
  ),
  ['no JSON', { body: '{"query": "{ __typename }"' }, 'BAD_REQUEST'],
  [
    'no UTF-8',
    { body: new Uint8Array([...Buffer.from('{"query":"{ a'), 0xc3, 0x28, ...Buffer.from(' }"}')]) },
    'BAD_REQUEST',
  ],
  [
    'no JSON by its type',
    { ...query('{ __typename }'), headers: { 'content-type': 'text/plain' } },
    'BAD_REQUEST',
  ],
];

function sideBySide(count: number): string {
  const fragments = repeat(count, (i) => `fragment f${i} on AdministrativeUnit { id }`);
  return `{ ${UNIT} { ${repeat(count, (i) => `...f${i}`)} } } ${fragments}`;
}

function manyFetches(count: number): string {
  const kpis = repeat(count, (i) => `a${i}: kpis { value indicator { code } }`);
  return `{ ${UNIT} { scorecard(period: "2022") { ${kpis} } } }`;
}

async function send({ body, headers = {}, method = 'POST' }: Attack) {
  const started = performance.now();
  const response = await fetch(gateway.url, {
    method,
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const { errors, data } = (await response.json()) as Omit<AskAnswer, 'status'>; // the shape of every GraphQL answer
  return { status: response.status, errors, data, ms: performance.now() - started };
}

describe('refuses, and answers others meanwhile:', () => {
  const attacks = ATTACKS.map(([name, attack, code, status = 400]) => ({ name, attack, code, status }));
  it.each(attacks)('$name', async ({ name, attack, code, status }) => {
    const [attacked, innocent] = await Promise.all([send(attack), send(query(`{ ${UNIT} { id } }`))]);
    const got = attacked.errors?.[0]?.extensions?.code;
    table.push([name, attacked.status, got, attacked.ms.toFixed(1), innocent.ms.toFixed(1)].join(' | '));
    expect({ status: attacked.status, code: got, data: attacked.data ?? null }).toEqual({
      ...{ status, code, data: null },
    });
    expect(innocent).toMatchObject({ status: 200, data: { administrativeUnit: { id: 'vn2004.27' } } });
  });
});

it('answers others and some of them, where a hundred ask for every KPI of every commune at once', async () => {
  const everything = `query ($period: Period!) { ${UNIT} { children(on: "2022-12-31") { children(on: "2022-12-31") {
    scorecard(period: $period) { kpis { code value } } } } } }`;
  const started = performance.now();
  const heavy = Array.from({ length: 100 }, (_, i) => {
    const period = `${2010 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`;
    return send(query(everything, { variables: { period } }));
  });
  const innocent = await send(query(`{ ${UNIT} { id } }`));
  const answers = await Promise.all(heavy);
  const ms = (performance.now() - started).toFixed(1);
  table.push(['100 heavy ones at once', '200, 503', 'OVERLOADED', ms, innocent.ms.toFixed(1)].join(' | '));
  expect(innocent).toMatchObject({ status: 200, data: { administrativeUnit: { id: 'vn2004.27' } } });
  const [answered, refused] = [200, 503].map((status) => answers.filter((one) => one.status === status));
  expect(answered?.length).toBeGreaterThan(0);
  expect(answered?.filter(({ errors }) => errors !== undefined)).toEqual([]);
  expect(refused?.length).toBe(100 - (answered?.length ?? 0));
  for (const { errors } of refused ?? [])
    expect(errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
});

it('refuses variables beyond their limit also of an operation that is known already', async () => {
  const text = 'query ($code: String!) { administrativeUnit(code: $code) { id } }';
  for (const time of [1, 2]) {
    expect([time, (await ask(gateway.url, text, { code: '27' })).status]).toEqual([time, 200]);
  }
  expect(await ask(gateway.url, text, { code: '27', more: Array(20_000).fill(1) })).toMatchObject({
    ...{ status: 400, errors: [{ extensions: { code: 'LIMIT_VARIABLES' } }] },
  });
});

it('tells the limit, what was got and what to do', async () => {
  const { errors } = await ask(
    gateway.url,
    `{ ${UNIT} ${nested(20, '{ parent', '}')} }`.replace('parent}', 'parent { id } }'),
  );
  expect(errors).toEqual([
    {
      message: expect.stringMatching(
        /^The operation selects \d+ levels deep\. Expected at most 16: /,
      ) as unknown,
      extensions: { code: 'LIMIT_DEPTH', limit: 16, got: 22 },
    },
  ]);
});

it('has changed no object by all of this', () => {
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it('answers what ordinary clients and tools ask', async () => {
  const units = repeat(30, (i) => `a${i}: administrativeUnit(code: "27") { id name }`);
  const scorecards = repeat(60, (i) => `p${i}: scorecard(period: "${1960 + i}") { unitId period }`);
  const introspection = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, typeDepth: 12 });
  for (const text of [`{ ${units} }`, `{ ${UNIT} { ${scorecards} } }`, introspection]) {
    const { status, errors } = await ask(gateway.url, text);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
  }
});
