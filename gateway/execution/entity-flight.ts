/**
 * Clients that ask a subgraph the same of a few entities each, in one turn of the event loop, are asked for together; and what is
 * on its way already is not asked again.
 */
import type { Answer } from '../../shared/subgraph/answer';
import { forAll } from '../client-request';
import type { AnswerScanner } from './answer-scanner';
import { copyOf } from './data';
import type { ClientRequest, SubgraphClient, SubgraphOperation } from './subgraph-client';

export interface EntityQuestion {
  readonly operation: SubgraphOperation;
  /** Those of the operation beside its representations: a JSON object. */
  readonly variables: string;
  /** Each once, as JSON. */
  readonly representations: readonly string[];
  readonly scan?: AnswerScanner | undefined;
}

export type AskEntities = (question: EntityQuestion, client: ClientRequest) => Promise<Answer>;

/** Who asks for many entities is asked for alone, so that nobody waits for them; so many at most go together. */
const MOST_TOGETHER = 128;

interface Passenger {
  readonly representations: readonly string[];
  readonly client: ClientRequest;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (cause: unknown) => void;
}

/** One request to the subgraph: what it asks of, and who waits for it. */
class Flight {
  readonly places = new Map<string, number>();
  readonly passengers: Passenger[] = [];
  hasLeft = false;

  holds(representations: readonly string[]): boolean {
    return representations.every((text) => this.places.has(text));
  }

  hasRoomFor(representations: readonly string[]): boolean {
    return !this.hasLeft && this.places.size + representations.length <= MOST_TOGETHER;
  }

  board(passenger: Passenger): void {
    this.passengers.push(passenger);
    for (const text of passenger.representations) {
      if (!this.places.has(text)) this.places.set(text, this.places.size);
    }
  }
}

/**
 * @param alone asks for who is asked for alone
 * @param mayShare a text that is the same for clients who may see the same; what a subgraph answers depends on nothing else of a client
 */
export function entityFlights(
  subgraph: SubgraphClient,
  alone: SubgraphClient['ask'],
  mayShare: (client: ClientRequest) => string,
): AskEntities {
  // By the operation's text first: it is the same string each time, whose hash is known.
  const flights = new Map<string, Map<string, Flight[]>>();

  function askAlone({ operation, variables, scan }: EntityQuestion, passenger: Passenger): void {
    const { representations, client, resolve, reject } = passenger;
    alone(operation, withList(variables, representations), client, scan).then(resolve, reject);
  }

  async function leave(flight: Flight, question: EntityQuestion, land: () => void): Promise<void> {
    flight.hasLeft = true;
    const { passengers, places } = flight;
    try {
      const client = forAll(passengers.map((passenger) => passenger.client));
      const variables = withList(question.variables, [...places.keys()]);
      const answer = await subgraph.ask(question.operation, variables, client, question.scan);
      land();
      const [only, ...others] = passengers;
      const entities = answer.data?._entities;
      if (others.length === 0) only?.resolve(answer);
      else if (answer.errors != null || !Array.isArray(entities) || entities.length !== places.size) {
        // What went wrong with one is not to be another's loss.
        for (const passenger of passengers) askAlone(question, passenger);
      } else handOut(flight, entities, answer);
    } catch (cause) {
      land();
      for (const { reject } of passengers) reject(cause);
    }
  }

  return (question, client) =>
    new Promise((resolve, reject) => {
      const { operation, variables, representations, scan } = question;
      const passenger = { representations, client, resolve, reject };
      if (representations.length > MOST_TOGETHER) {
        askAlone(question, passenger);
        return;
      }
      const alike = flights.get(operation.text) ?? new Map<string, Flight[]>();
      flights.set(operation.text, alike);
      const key = `${mayShare(client)}\n${scan === undefined ? '' : 'scanned'}\n${variables}`;
      const known = alike.get(key) ?? [];
      alike.set(key, known);
      const flight = known.find((one) => one.holds(representations) || one.hasRoomFor(representations));
      if (flight !== undefined) {
        flight.board(passenger);
        return;
      }
      const own = new Flight();
      own.board(passenger);
      known.push(own);
      setImmediate(() => {
        void leave(own, question, () => {
          const at = known.indexOf(own);
          if (at >= 0) known.splice(at, 1);
          if (known.length === 0) alike.delete(key);
          if (alike.size === 0) flights.delete(operation.text);
        });
      });
    });
}

/** Each gets its own entities, to change as it goes on. */
function handOut(
  { passengers, places }: Flight,
  entities: readonly unknown[],
  { release }: Pick<Answer, 'release'>,
): void {
  const given = new Set<number>();
  const answers = passengers.map(({ representations }): Answer => {
    const own = representations.map((text) => {
      const place = places.get(text) ?? -1;
      const entity = entities[place];
      if (given.has(place)) return copyOf(entity);
      given.add(place);
      return entity;
    });
    return { data: { _entities: own }, ...(release === undefined ? {} : { release }) };
  });
  passengers.forEach(({ resolve }, index) => {
    resolve(answers[index] ?? { data: null });
  });
}

function withList(variables: string, representations: readonly string[]): string {
  const list = `"representations":[${representations.join(',')}]`;
  return `${variables.slice(0, -1)}${variables === '{}' ? '' : ','}${list}}`;
}
