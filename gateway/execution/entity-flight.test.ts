import type { Answer } from '../../shared/subgraph/answer';
import type { EntityQuestion } from './entity-flight';
import { sharedFlights } from './shared-flight';
import type { ClientRequest, SubgraphOperation } from './subgraph-client';

const OPERATION: SubgraphOperation = { text: 'query($representations: [_Any!]!) { … }', kind: 'query' };
const client = (id: string, user = ''): ClientRequest => ({ headers: { 'x-request-id': id, user } });
const unit = (id: number) => `{"__typename":"Unit","id":${id}}`;
const about = (...ids: number[]): EntityQuestion => ({
  ...{ operation: OPERATION, variables: '{}', representations: ids.map(unit) },
});

interface Asked {
  readonly ids: number[];
  readonly requestId: string | undefined;
}

/** A subgraph that tells of each unit its number. */
function told(answer = (ids: number[]): Answer => ({ data: { _entities: ids.map((id) => ({ id })) } })) {
  const asked: Asked[] = [];
  const { askEntities } = sharedFlights(
    {
      name: 'directory',
      async ask(_, variables, { headers }) {
        const { representations } = JSON.parse(variables) as { representations: { id: number }[] };
        const ids = representations.map(({ id }) => id);
        asked.push({ ids, requestId: headers['x-request-id'] });
        await turn();
        return answer(ids);
      },
      close: () => Promise.resolve(),
    },
    ({ headers }) => headers.user ?? '',
  );
  return { asked, askEntities };
}

const idsOf = ({ data }: Answer) => (data?._entities as { id: number }[]).map(({ id }) => id);
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('asks for several clients at once, each entity once, under the numbers of all', async () => {
  const { asked, askEntities } = told();
  const answers = await Promise.all([
    askEntities(about(1, 2), client('a')),
    askEntities(about(2, 3), client('b')),
    askEntities(about(3), client('b2')),
  ]);
  expect(asked).toEqual([{ ids: [1, 2, 3], requestId: 'a,b,b2' }]);
  expect(answers.map(idsOf)).toEqual([[1, 2], [2, 3], [3]]);
});

it('gives each client entities of its own', async () => {
  const { askEntities } = told();
  const answers = await Promise.all([1, 2].map((n) => askEntities(about(7), client(String(n)))));
  const [one, other] = answers.map(({ data }) => (data?._entities as object[])[0]);
  expect(one).toEqual(other);
  expect(one).not.toBe(other);
});

it('tells each client the release of the figures', async () => {
  const { askEntities } = told((ids) => ({ data: { _entities: ids.map((id) => ({ id })) }, release: '7' }));
  const answers = await Promise.all([1, 2].map((n) => askEntities(about(n), client(String(n)))));
  expect(answers.map(({ release }) => release)).toEqual(['7', '7']);
});

it('does not ask again for what is on its way, and does once it has arrived', async () => {
  const { asked, askEntities } = told();
  const first = askEntities(about(1, 2), client('a'));
  await turn();
  expect(idsOf(await askEntities(about(2), client('b')))).toEqual([2]);
  await first;
  expect(asked).toHaveLength(1);
  await askEntities(about(2), client('c'));
  expect(asked).toHaveLength(2);
});

it('asks alone for many, for other variables, and for clients who may not see the same', async () => {
  const { asked, askEntities } = told();
  const many = Array.from({ length: 129 }, (_, index) => index);
  await Promise.all([
    askEntities(about(...many), client('a')),
    askEntities(about(1), client('b')),
    askEntities({ ...about(2), variables: '{"lang":"EN"}' }, client('c')),
    askEntities(about(3), client('d', 'partner')),
  ]);
  expect(asked.map(({ ids }) => ids.length).sort()).toEqual([1, 1, 1, 129]);
});

it('sends no more together than are quickly answered', async () => {
  const { asked, askEntities } = told();
  await Promise.all(Array.from({ length: 200 }, (_, id) => askEntities(about(id), client('a'))));
  expect(asked.map(({ ids }) => ids.length)).toEqual([128, 72]);
});

it.each<[string, (ids: number[]) => Answer]>([
  ['no data', () => ({ data: null, errors: [{ message: 'no' }] })],
  ['an error beside data', (ids) => ({ data: { _entities: ids }, errors: [{ message: 'no' }] })],
  ['too few entities', () => ({ data: { _entities: [] } })],
])('asks for each alone where the answer for all has %s', async (_, faulty) => {
  const { asked, askEntities } = told((ids) =>
    ids.length > 1 || ids[0] === 2 ? faulty(ids) : { data: { _entities: ids.map((id) => ({ id })) } },
  );
  const [one, two] = await Promise.all([
    askEntities(about(1), client('a')),
    askEntities(about(2), client('b')),
  ]);
  expect(asked.map(({ ids }) => ids)).toEqual([[1, 2], [1], [2]]);
  expect(idsOf(one)).toEqual([1]);
  expect(two).toEqual(faulty([2]));
});

it('fails all who wait for a subgraph that does not answer', async () => {
  const { asked, askEntities } = told(() => {
    throw new Error('refused');
  });
  const both = await Promise.allSettled([1, 2].map((id) => askEntities(about(id), client('a'))));
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(asked).toHaveLength(1);
});
