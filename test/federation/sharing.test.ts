/** What the gateway asks of subgraphs: together, and each thing once. */
import { openGateway, type TestedGateway } from './gateway';
import { noFaults } from './graph/faults';
import { type Ask, askIn, composeTestGraph } from './graph/subgraphs';
import { World } from './graph/world';

interface Asked {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

let gateway: TestedGateway;
let asked: Asked[] = [];
let failing: (asked: Asked) => boolean = () => false;

beforeAll(async () => {
  const answer = askIn(new World(noFaults));
  const ask: Ask = (subgraph, query, variables) => {
    const request = { subgraph, query, variables };
    asked.push(request);
    if (failing(request)) return Promise.resolve({ data: null, errors: [{ message: 'no' } as never] });
    return answer(subgraph, query, variables);
  };
  gateway = await openGateway(composeTestGraph(), ask);
});
beforeEach(() => {
  asked = [];
  failing = () => false;
  jest.spyOn(console, 'error').mockReturnValue();
});
afterAll(() => gateway.close());

const requestsTo = (subgraph: string) => asked.filter((request) => request.subgraph === subgraph);

it('asks a subgraph once for what a thousand aliases need of it', async () => {
  const aliases = Array.from({ length: 1000 }, (_, i) => `a${i}: review(id: "r1") { product { price } }`);
  const { data, errors } = await gateway.execute(`{ ${aliases.join(' ')} }`, {});
  expect(errors).toBeUndefined();
  expect(Object.keys(data ?? {})).toHaveLength(1000);
  expect(requestsTo('reviews')).toHaveLength(1);
  expect(requestsTo('pricing')).toHaveLength(1);
  // The same product each time.
  expect(requestsTo('pricing')[0]?.variables.representations).toHaveLength(1);
});

const TWO_QUESTIONS =
  '{ a: review(id: "r1") { product { price } } b: review(id: "r1") { product { discounts { percent } } } }';

it('sends two questions about entities as one request', async () => {
  const { errors } = await gateway.execute(TWO_QUESTIONS, {});
  expect(errors).toBeUndefined();
  expect(requestsTo('pricing')).toHaveLength(1);
  expect(requestsTo('pricing')[0]?.query).toMatch(/_entities\(.*_entities1: _entities\(/s);
});

it('asks each question for itself when one of them takes the answer of the other with it', async () => {
  const whole = await gateway.execute(TWO_QUESTIONS, {});
  failing = ({ subgraph, query }) => subgraph === 'pricing' && query.includes('discounts');
  const { data, errors } = await gateway.execute(TWO_QUESTIONS, {});
  expect(data?.a).toEqual(whole.data?.a);
  expect(data?.b).toEqual({ product: { discounts: null } });
  expect(errors).toHaveLength(1);
});
