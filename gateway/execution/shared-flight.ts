/** Requests in flight that are the same share one fetch: queries only, and only for clients whose answers may be the same. */
import type { Answer } from '../../shared/subgraph/answer';
import { copyOf } from './data';
import { type AskEntities, entityFlights } from './entity-flight';
import type { ClientRequest, SubgraphClient } from './subgraph-client';

export interface SharedSubgraph extends SubgraphClient {
  readonly askEntities: AskEntities;
}

interface Flight {
  /** All who wait for it; each gets an answer of its own, to change as it goes on. */
  readonly waiting: { resolve(answer: Answer): void; reject(cause: unknown): void }[];
}

/** @param mayShare a text that is the same for clients who may see the same; what a subgraph answers depends on nothing else of a client */
export function sharedFlights(
  subgraph: SubgraphClient,
  mayShare: (client: ClientRequest) => string = () => '',
): SharedSubgraph {
  // By the text first: it is the same string each time, whose hash is known.
  const flights = new Map<string, Map<string, Flight>>();

  const ask: SubgraphClient['ask'] = (operation, variables, client, scan) => {
    if (operation.kind !== 'query') return subgraph.ask(operation, variables, client, scan);
    const { text } = operation;
    const key = `${mayShare(client)}\n${scan === undefined ? '' : 'scanned'}\n${variables}`;
    return new Promise((resolve, reject) => {
      const flying = flights.get(text)?.get(key);
      if (flying !== undefined) {
        flying.waiting.push({ resolve, reject });
        return;
      }
      const flight: Flight = { waiting: [{ resolve, reject }] };
      const alike = flights.get(text) ?? new Map<string, Flight>();
      flights.set(text, alike.set(key, flight));
      const land = () => {
        alike.delete(key);
        if (alike.size === 0) flights.delete(text);
      };
      subgraph
        .ask(operation, variables, client, scan)
        .then((answer) => {
          land();
          const copies = flight.waiting.map((_, index) => (index === 0 ? answer : copyOf(answer)));
          flight.waiting.forEach((one, index) => {
            one.resolve(copies[index] ?? answer);
          });
        })
        .catch((cause: unknown) => {
          land();
          for (const one of flight.waiting) one.reject(cause);
        });
    });
  };

  const askEntities = entityFlights(subgraph, ask, mayShare);
  return { name: subgraph.name, ask, askEntities, close: () => subgraph.close() };
}
