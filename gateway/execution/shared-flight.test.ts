import { sharedFlights } from './shared-flight';
import type { ClientRequest, SubgraphClient, SubgraphOperation } from './subgraph-client';

const QUERY: SubgraphOperation = { text: '{ units { name } }', kind: 'query' };
const client = (user: string): ClientRequest => ({ headers: { user } });

function counted(answer: () => Promise<object>) {
  const asked: string[] = [];
  const subgraph: SubgraphClient = {
    name: 'directory',
    ask({ text }, variables) {
      asked.push(text + variables);
      return answer();
    },
    close: () => Promise.resolve(),
  };
  return { asked, client: sharedFlights(subgraph, ({ headers }) => headers.user ?? '') };
}

it('asks once for what is in flight, and gives each its own copy', async () => {
  const { asked, client: shared } = counted(() =>
    Promise.resolve({ data: { units: [{ name: 'Bắc Ninh' }] } }),
  );
  const answers = await Promise.all([1, 2, 3].map(() => shared.ask(QUERY, '{}', client('a'))));
  expect(asked).toHaveLength(1);
  for (const answer of answers) expect(answer).toEqual({ data: { units: [{ name: 'Bắc Ninh' }] } });
  expect(new Set(answers.map(({ data }) => data)).size).toBe(3);
});

it('asks again once the flight has landed', async () => {
  const { asked, client: shared } = counted(() => Promise.resolve({ data: {} }));
  await shared.ask(QUERY, '{}', client('a'));
  await shared.ask(QUERY, '{}', client('a'));
  expect(asked).toHaveLength(2);
});

it('keeps apart other variables, other clients and mutations', async () => {
  const { asked, client: shared } = counted(() => Promise.resolve({ data: {} }));
  const mutation: SubgraphOperation = { text: 'mutation { add }', kind: 'mutation' };
  await Promise.all([
    shared.ask(QUERY, '{}', client('a')),
    shared.ask(QUERY, '{"n":1}', client('a')),
    shared.ask(QUERY, '{}', client('b')),
    shared.ask(mutation, '{}', client('a')),
    shared.ask(mutation, '{}', client('a')),
  ]);
  expect(asked).toHaveLength(5);
});

it('fails all who wait, and the next asks anew', async () => {
  let down = true;
  const { asked, client: shared } = counted(() =>
    down ? Promise.reject(new Error('refused')) : Promise.resolve({ data: {} }),
  );
  const both = await Promise.allSettled([1, 2].map(() => shared.ask(QUERY, '{}', client('a'))));
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  down = false;
  await shared.ask(QUERY, '{}', client('a'));
  expect(asked).toHaveLength(2);
});
