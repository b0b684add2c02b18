/** A subgraph that answers what it may not costs its own fields and one error; what it says of itself goes no further. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { ask, type AskAnswer } from './ask';
import { run, type Running } from './stack';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const ITEMS = `${LINK} type Query { items: [Item] } type Item @key(fields: "id") { id: ID! name: String }`;
const PRICES = `${LINK} scalar Json
  type Query { best: Offer offers: [Offer!] anything: Json }
  type Offer { label: String percent: Int }
  type Item @key(fields: "id") { id: ID! price: Int cost: Float! offer: Offer offers: [Offer!] }`;
const HONEST =
  '{"data":{"items":[{"__typename":"Item","id":"1","name":"Lamp"},{"__typename":"Item","id":"2","name":"Desk"}]}}';

const MEGABYTE = 1_048_576;
const MOST_ANSWER_BYTES = 34 * MEGABYTE;

const folder = mkdtempSync(join(tmpdir(), 'lies-'));
const supergraph = join(folder, 'supergraph.graphql');
const servers: Server[] = [];
let lie: RequestListener;
let gateway: Running;

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      listener(request, response);
    });
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const start = () =>
  run(['node', 'dist/gateway/main.js'], {
    SUPERGRAPH_PATH: supergraph,
    // What one test's subgraph is taken for is not to be the next one's.
    SUBGRAPH_BREAKER_FAILURES: '10000',
    SUBGRAPH_ANSWER_BYTES: String(MOST_ANSWER_BYTES),
    // A large answer may take long on a busy machine.
    ...{ SUBGRAPH_TIMEOUT_MS: '60000', REQUEST_DEADLINE_MS: '60000' },
  });

beforeAll(async () => {
  const items = await serve((_, response) => response.end(HONEST));
  const prices = await serve((request, response) => {
    lie(request, response);
  });
  const { supergraphSdl = '' } = composeServices([
    { name: 'items', url: items, typeDefs: parse(ITEMS) },
    { name: 'prices', url: prices, typeDefs: parse(PRICES) },
  ]);
  writeFileSync(supergraph, supergraphSdl);
  gateway = await start();
});
afterAll(async () => {
  await gateway.stop();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

/** The answer to an operation that is new, and to the same one that is known, which takes another way. */
async function answersTo(query: string, body: unknown, url = gateway.url): Promise<AskAnswer[]> {
  lie =
    typeof body === 'function'
      ? (body as RequestListener)
      : (_, response) => response.end(typeof body === 'string' ? body : JSON.stringify(body));
  const fresh = `${query} # ${String(operations++)}`;
  return [await ask(url, fresh), await ask(url, fresh)];
}
let operations = 0;

const entities = (...list: unknown[]) => ({ data: { _entities: list } });
/** What only an answer that is not to be shown has in it. */
const LEAK = /SELECT|secret|db\.internal|:5432|app\.js|Object\.|html|nginx/;
const SQL = 'SELECT secret FROM t at http://db.internal:5432 Object.<anonymous> (/srv/app.js:1:2)';
const REQUEST_ID: unknown = expect.stringMatching(/^[\w-]+$/);
const LAMP = { name: 'Lamp' };
const DESK = { name: 'Desk' };

const misfits: [string, string, unknown, unknown, (string | number)[]][] = [
  [
    'text for a number',
    '{ items { name price } }',
    entities({ price: SQL }, { price: 2 }),
    {
      items: [
        { ...LAMP, price: null },
        { ...DESK, price: 2 },
      ],
    },
    ['items', 0, 'price'],
  ],
  [
    'an object for a number',
    '{ items { name price } }',
    entities({ price: 1 }, { price: { [SQL]: SQL } }),
    {
      items: [
        { ...LAMP, price: 1 },
        { ...DESK, price: null },
      ],
    },
    ['items', 1, 'price'],
  ],
  [
    'a list for an object',
    '{ items { name offer { label } } }',
    entities({ offer: [{ label: SQL }] }, { offer: { label: 'b' } }),
    {
      items: [
        { ...LAMP, offer: null },
        { ...DESK, offer: { label: 'b' } },
      ],
    },
    ['items', 0, 'offer'],
  ],
  [
    'an object for a list',
    '{ items { name offers { label } } }',
    entities({ offers: { label: SQL } }, { offers: [{ label: 'b' }] }),
    {
      items: [
        { ...LAMP, offers: null },
        { ...DESK, offers: [{ label: 'b' }] },
      ],
    },
    ['items', 0, 'offers'],
  ],
  [
    'null for what is not null',
    '{ items { name cost } }',
    entities({ cost: null }, { cost: 2.5 }),
    { items: [null, { ...DESK, cost: 2.5 }] },
    ['items', 0, 'cost'],
  ],
  [
    'nothing for what is not null',
    '{ items { name cost } }',
    entities({ cost: 1.5 }, {}),
    { items: [{ ...LAMP, cost: 1.5 }, null] },
    ['items', 1, 'cost'],
  ],
  [
    'text for an object, at the root',
    '{ items { name } best { label } }',
    { data: { best: SQL } },
    { items: [LAMP, DESK], best: null },
    ['best'],
  ],
  [
    'a list of lists for a list, at the root',
    '{ items { name } offers { label } }',
    { data: { offers: [[{ label: SQL }]] } },
    { items: [LAMP, DESK], offers: null },
    ['offers', 0],
  ],
  [
    'a number for text, at the root',
    '{ items { name } best { label percent } }',
    { data: { best: { label: 5, percent: 5 } } },
    { items: [LAMP, DESK], best: { label: null, percent: 5 } },
    ['best', 'label'],
  ],
];

it.each(misfits)('gives an error at the field for %s', async (_, query, body, data, path) => {
  for (const answer of await answersTo(query, body)) {
    expect(answer.data).toEqual(data);
    expect(answer.errors).toMatchObject([
      { path, extensions: { code: 'INTERNAL_SERVER_ERROR', system: 'prices' } },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(LEAK);
  }
});

const PRICED = '{ items { name price } }';
const UNPRICED = {
  items: [
    { ...LAMP, price: null },
    { ...DESK, price: null },
  ],
};

const closing: RequestListener = (request) => {
  request.socket.destroy();
};

it.each<[string, unknown]>([
  ['text that is no JSON', SQL],
  ['nothing', ''],
  ['JSON that is no answer', [SQL]],
  ['an error page', html(502)],
  ['a page with status 200', html(200)],
  ['a redirection', headed(302, { location: 'http://db.internal:5432/' }, '')],
  ['what is not packed as it says', headed(200, { 'content-encoding': 'gzip' }, SQL)],
  ['a closed connection', closing],
  ['no entities', entities()],
  ['too few entities', entities({ price: 1 })],
  ['too many entities', entities({ price: 1 }, { price: 2 }, { price: 3 })],
  ['entities that are no list', { data: { _entities: { price: SQL } } }],
  ['data that are no object', { data: [SQL] }],
  ['errors that are no list', { ...entities({ price: 1 }, { price: 2 }), errors: SQL }],
  ['30 MB of text', 'nginx '.repeat(5 * MEGABYTE)],
  ['more than may be', `{"data":{"_entities":["${'x'.repeat(MOST_ANSWER_BYTES)}"]}}`],
])('takes the subgraph for down when it answers %s', async (_, body) => {
  for (const answer of await answersTo(PRICED, body)) {
    expect(answer.data).toEqual(UNPRICED);
    expect(answer.errors).toEqual([
      {
        message: expect.stringContaining('"prices" does not answer') as unknown,
        path: ['items', 0, 'price'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', system: 'prices', requestId: REQUEST_ID },
      },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(LEAK);
  }
});

it.each<[string, unknown, string]>([
  ['that does not answer', closing, 'SUBGRAPH_UNAVAILABLE'],
  ['that answers another type', entities({ price_1: SQL }, { price_1: 2 }), 'INTERNAL_SERVER_ERROR'],
  ['with an error that has no place', { data: null, errors: [{ message: SQL }] }, 'INTERNAL_SERVER_ERROR'],
])('names the place as the client does for a subgraph %s', async (_, body, code) => {
  // `id` is what a plan calls the key of an item, so what the client calls so is `price_1` there.
  for (const { errors } of await answersTo('{ items { name id: price } }', body)) {
    expect(errors).toMatchObject([{ path: ['items', 0, 'id'], extensions: { code, system: 'prices' } }]);
  }
});

it.each([
  ['{ items { name price cost } offers { label } best { label } }', ['best']],
  ['{ items { name offers { label } } }', ['items', 0, 'offers']],
])('tells of a subgraph that does not answer once, at the highest place: %s', async (query, path) => {
  for (const { errors } of await answersTo(query, closing)) {
    expect(errors).toMatchObject([{ path, extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  }
});

function html(status: number) {
  return headed(status, { 'content-type': 'text/html' }, '<html>nginx at http://db.internal:5432</html>');
}

function headed(status: number, headers: Record<string, string>, body: string): RequestListener {
  return (_, response) => response.writeHead(status, headers).end(body);
}

const PARTLY = entities({ price: null }, { price: 2 });

it.each<[string, object]>([
  ['a message', { message: SQL }],
  ['extensions', { message: 'no', extensions: { sql: SQL, url: SQL, exception: { stacktrace: [SQL] } } }],
  ['a code', { message: SQL, extensions: { code: SQL } }],
  ['a message with a code for clients', { message: SQL, extensions: { code: 'BAD_USER_INPUT' } }],
  ['a message of its validation', { message: SQL, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  ['another name of the system', { message: SQL, extensions: { code: 'X', serviceName: SQL, system: SQL } }],
  ['extensions that are text', { message: SQL, extensions: SQL }],
  ['no message', { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', response: { body: SQL } } }],
])(
  'tells of an error at the field, and nothing of it, where the subgraph has its inside in %s',
  async (_, error) => {
    const body = {
      ...PARTLY,
      errors: [{ path: ['_entities', 0, 'price'], ...error }],
      extensions: { sql: SQL },
    };
    for (const answer of await answersTo(PRICED, body)) {
      expect(answer.data).toEqual({
        items: [
          { ...LAMP, price: null },
          { ...DESK, price: 2 },
        ],
      });
      expect(answer.errors).toEqual([
        {
          message: expect.stringContaining('internal fault') as unknown,
          path: ['items', 0, 'price'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', system: 'prices', requestId: REQUEST_ID },
        },
      ]);
      expect(JSON.stringify(answer)).not.toMatch(LEAK);
    }
  },
);

it('passes nothing on of 30 MB that the answer has beside its data', async () => {
  const body = {
    ...entities({ price: 1 }, { price: 2 }),
    extensions: { log: 'nginx '.repeat(5 * MEGABYTE) },
  };
  for (const answer of await answersTo(PRICED, body)) {
    expect(answer).toEqual({
      status: 200,
      data: {
        items: [
          { ...LAMP, price: 1 },
          { ...DESK, price: 2 },
        ],
      },
    });
  }
});

it('takes no type and no inherited name from the subgraph', async () => {
  const body = `{"data":{"_entities":[{"__typename":"${SQL}","price":1,"__proto__":{"name":"x"},"constructor":1},{"price":2}]}}`;
  for (const answer of await answersTo('{ items { __typename name price } }', body)) {
    const item = { __typename: 'Item' };
    expect(answer.data).toEqual({
      items: [
        { ...item, ...LAMP, price: 1 },
        { ...item, ...DESK, price: 2 },
      ],
    });
    expect(answer.errors).toBeUndefined();
  }
});

/** What should hold and does not: each becomes an `it` when it does. */
describe('in a gateway of its own', () => {
  let own: Running | undefined;
  const url = () => own?.url ?? '';
  beforeEach(async () => {
    // Some of these answers end it.
    const isUp = await fetch(new URL('/health', own?.url ?? 'http://127.0.0.1:1')).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await own?.stop();
    own = await start();
  });
  afterAll(() => own?.stop());

  const PRICES_STAND = entities({ price: 1 }, { price: 2 });
  const BEST = { query: '{ items { name } best { label } }', data: { best: { label: 'a' } } };

  it.each<[string, string, object]>([
    ['an error that is null, beside entities', PRICED, { ...PRICES_STAND, errors: [null] }],
    [
      'a path that is a number, beside entities',
      PRICED,
      { ...PRICES_STAND, errors: [{ message: 'no', path: 5 }] },
    ],
    [
      'a path that is an object, beside entities',
      PRICED,
      { ...PRICES_STAND, errors: [{ message: 'no', path: {} }] },
    ],
    ['an error that is null, at the root', BEST.query, { data: BEST.data, errors: [null] }],
    [
      'a path that is a number, at the root',
      BEST.query,
      { data: BEST.data, errors: [{ message: 'no', path: 5 }] },
    ],
  ])('the others stand beside %s', async (_, query, body) => {
    for (const answer of await answersTo(query, body, url())) {
      expect(answer).toMatchObject({ status: 200, data: { items: [LAMP, DESK] } });
      expect(answer.errors).toHaveLength(1);
    }
  });

  it.each<[string, string, object]>([
    [
      'below a value',
      PRICED,
      { ...PARTLY, errors: [{ message: 'no', path: ['_entities', 0, 'price', SQL] }] },
    ],
    ['below a null', BEST.query, { data: { best: null }, errors: [{ message: 'no', path: ['best', SQL] }] }],
  ])('nothing is told of text in a path %s', async (_, query, body) => {
    const answers = await answersTo(query, body, url());
    expect(JSON.stringify(answers)).not.toMatch(LEAK);
  });

  it.each<[string, object]>([
    ['an entity that is a list', entities([{ price: 1 }], { price: 2 })],
    ['an entity that is text', entities(SQL, { price: 2 })],
    ['null for the list of entities', { data: { _entities: null } }],
    ['no data and no error', { data: null }],
    ['data without the entities', { data: {} }],
  ])('an error tells of %s', async (_, body) => {
    for (const answer of await answersTo(PRICED, body, url())) expect(answer.errors).toHaveLength(1);
  });

  const DEEP = `{"data":{"anything":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;

  it('the others stand beside a value that is nested too deep', async () => {
    for (const answer of await answersTo('{ items { name } anything }', DEEP, url())) {
      expect(answer).toMatchObject({ status: 200, data: { items: [LAMP, DESK] } });
    }
  });

  it('goes on when two at once ask for a value that is nested too deep', async () => {
    const later: RequestListener = (_, response) => setTimeout(() => response.end(DEEP), 300);
    await answersTo('{ anything }', later, url());
    const [one, other] = await Promise.all([ask(url(), '{ anything }'), ask(url(), '{ anything }')]);
    expect([one.status, other.status]).toEqual([200, 200]);
  });
});

it('is told of in the log under the number that the client has', async () => {
  const lines: string[] = [];
  const { stderr } = gateway.process;
  stderr?.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const [, { errors } = {}] = await answersTo(
    '{ items { name price } }',
    entities({ price: SQL }, { price: SQL }),
  );
  const requestId = String(errors?.[0]?.extensions?.requestId);
  const end = performance.now() + 5000;
  const log = () => lines.join('');
  while (!log().includes(requestId) && performance.now() < end)
    await new Promise((seen) => setTimeout(seen, 20));
  expect(log()).toContain(`request ${requestId}: at ["items",0,"price"]: `);
  expect(log()).toContain(', and 1 more like this');
});
