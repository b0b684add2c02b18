/** GraphQL over HTTP, as https://github.com/graphql/graphql-http audits servers for it. */
import { serverAudits } from 'graphql-http';
import type { RunningGateway } from '../gateway/server';
import { startWordsGateway } from './words-gateway';

let gateway: RunningGateway | undefined;
beforeAll(async () => {
  gateway = await startWordsGateway();
});
afterAll(() => gateway?.stop());

const NOT_ASKED_FIRST =
  'A page of any origin could send this GET without the browser asking first, so a header is wanted that makes it ask.';

/** What the gateway does otherwise, and why, by an audit's id; all are optional. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  '5A70': NOT_ASKED_FIRST,
  D6D5: NOT_ASKED_FIRST,
  '6A70': NOT_ASKED_FIRST,
};

const audits = serverAudits({ url: () => gateway?.url ?? '' });

it('knows the audits', () => {
  expect(audits.length).toBeGreaterThan(50);
  const ids = audits.map(({ id }) => id);
  expect(Object.keys(EXCEPTIONS).filter((id) => !ids.includes(id))).toEqual([]);
});

it.each(audits.filter(({ id }) => !(id in EXCEPTIONS)))('$id $name', async ({ fn }) => {
  const result = await fn();
  expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
});

it.each(audits.filter(({ id }) => id in EXCEPTIONS))(
  'does otherwise than $id $name',
  async ({ name, fn }) => {
    expect(name).not.toMatch(/^MUST/);
    expect((await fn()).status).not.toBe('ok');
  },
);

/** A known operation is answered without Apollo Server. */
describe('a known operation is answered as an unknown one', () => {
  const ask = async (query: string, accept: string) => {
    const response = await fetch(gateway?.url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
    });
    const { status, headers } = response;
    const names = ['content-type', 'cache-control', 'vary', 'x-content-type-options', 'content-encoding'];
    const body = await response.json();
    return { status, headers: names.map((name) => headers.get(name)), body };
  };
  const compiled = () => gateway?.executions.compiled ?? 0;

  it.each([
    '*/*',
    'application/json',
    'application/json; charset=utf-8',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
    'application/json, application/graphql-response+json;q=0.9',
    'application/json;q=0.5, application/graphql-response+json',
    'text/plain, application/*;q=0.1',
    'application/json;q=0, application/graphql-response+json',
    'text/html',
    'application/json;q=0',
    'nonsense;;;',
  ])('accept: %s', async (accept) => {
    const query = `{ greeting } # ${accept}`;
    const first = await ask(query, accept);
    const before = compiled();
    expect(await ask(query, accept)).toEqual(first);
    expect(compiled()).toBe(before + 1);
  });

  it('has the type that the client prefers', async () => {
    const typeFor = async (accept: string) => (await ask('{ greeting }', accept)).headers[0];
    await ask('{ greeting }', '*/*');
    expect(await typeFor('application/graphql-response+json, application/json;q=0.9')).toBe(
      'application/graphql-response+json; charset=utf-8',
    );
    expect(await typeFor('application/json, text/plain, */*')).toBe('application/json; charset=utf-8');
  });
});
