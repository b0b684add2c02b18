/** The product asks nobody outside the machine that it runs on: not when it starts, answers, imports or stops. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { tickets } from '../subgraphs/feedback/records';
import { ask } from './ask';
import { runCommand } from './run-command';
import { run } from './stack';
import { dropDatabases, testDatabases, testServerUrl } from './test-databases';
import { csvText, ticket } from './tiny-records';

const { prefix } = testDatabases();
const folder = mkdtempSync(join(tmpdir(), 'egress-'));
afterAll(async () => {
  await dropDatabases({ prefix });
  rmSync(folder, { recursive: true });
});

const guarded = (file: string) => ({
  NODE_OPTIONS: `--require ${join(__dirname, 'no-egress.cjs')}`,
  EGRESS_FILE: join(folder, file),
});
/** Throws where the guard was not even loaded. */
const tried = (file: string) => readFileSync(join(folder, file), 'utf8').split('\n').slice(0, -1);

it('starts, answers, imports and stops without a word to the outside', async () => {
  const database = { DATABASE_URL: testServerUrl(), DATABASE_PREFIX: prefix };
  const gateway = await run(['node', 'dist/gateway/main.js'], { ...database, ...guarded('gateway') });
  try {
    const found = await ask(
      gateway.url,
      '{ administrativeUnit(code: "27") { name scorecard(period: "2023") { kpis { code value } } } }',
    );
    expect(found).toMatchObject({ status: 200, data: { administrativeUnit: { name: 'Tỉnh Bắc Ninh' } } });
    expect(await ask(gateway.url, getIntrospectionQuery())).toMatchObject({ status: 200 });
    const page = await fetch(gateway.url, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/html/),
    ]);
    expect(await ask(gateway.url, '{ nothing }')).toMatchObject({ status: 400 });

    const csv = join(folder, 'tickets.csv');
    writeFileSync(csv, csvText(tickets, [ticket('T1'), ticket('T2')]));
    const imported = await runCommand('subgraphs/import.js', ['feedback', csv], {
      ...database,
      ...guarded('import'),
    });
    expect(imported).toMatchObject({ status: 0, err: '' });
  } finally {
    await gateway.stop();
  }
  expect(tried('gateway')).toEqual([]);
  expect(tried('import')).toEqual([]);
});

it.each([
  ['a connection', "require('net').connect(80, '192.0.2.1')", ['connect 192.0.2.1']],
  [
    'a connection with TLS',
    "require('tls').connect({ port: 443, host: '192.0.2.1' })",
    ['connect 192.0.2.1'],
  ],
  ['a request', "require('http').get('http://192.0.2.1/')", ['connect 192.0.2.1']],
  ['fetch', "fetch('https://192.0.2.1/')", ['fetch 192.0.2.1']],
  ['undici', "require('undici').request('http://192.0.2.1/').catch(() => {})", ['connect 192.0.2.1']],
  ['a name', "require('dns').lookup('example.org', () => {})", ['dns.lookup example.org']],
  ['a promised name', "require('dns').promises.lookup('example.org')", ['dns.lookup example.org']],
  ['a record', "require('dns').resolveTxt('example.org', () => {})", ['dns.resolveTxt example.org']],
  [
    'a record by a resolver',
    "new (require('dns').promises.Resolver)().resolve4('example.org')",
    ['dns.resolve4 example.org'],
  ],
  ['a datagram', "require('dgram').createSocket('udp4').send('x', 53, '192.0.2.1')", ['udp send']],
])('would see %s', (kind, script, expected) => {
  const { PATH } = process.env;
  spawnSync(process.execPath, ['-e', script], {
    env: { PATH, ...guarded(kind) },
    cwd: join(__dirname, '..'),
  });
  expect(tried(kind)).toEqual(expected);
});

it('lets the machine talk with itself', async () => {
  const server = createServer((_, response) => response.end('here'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const script = join(folder, 'local.js');
  writeFileSync(
    script,
    `fetch('http://localhost:${port}/').then((answer) => answer.text()).then((text) => console.log('Ready: http://' + text))
     setInterval(() => {}, 1000)`,
  );
  const talking = await run(['node', script], guarded('local'));
  await talking.stop();
  server.close();
  expect(talking.url).toBe('http://here');
  expect(tried('local')).toEqual([]);
});
