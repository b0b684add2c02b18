/** Subgraph clients that give up in time, and neither wait for a subgraph that is down nor wear it out. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../../shared/subgraph/answer';
import { Bulkhead } from './bulkhead';
import { Circuit } from './circuit';
import { RetryBudget } from './retry-budget';
import type { SubgraphClient } from './subgraph-client';
import { TransientFault } from './subgraph-faults';
import type { SubgraphSettings } from './subgraph-settings';

/** A question is asked again after so many milliseconds, and up to twice as many. */
const RETRY_AFTER_MS = 50;

/**
 * For a subgraph in another process, whose client gives up in time itself: asks a query once more after a fault that may be over
 * in a moment, refuses at once where the subgraph is known to be down, and bounds what it has to answer at a time.
 * @param log hears when the subgraph goes down, and when it is back
 */
export function resilientClient(
  subgraph: SubgraphClient,
  settings: SubgraphSettings,
  log: (message: string, cause?: unknown) => void = console.error,
): SubgraphClient {
  const { name } = subgraph;
  const bulkhead = new Bulkhead(settings);
  const budget = new RetryBudget();
  const circuit = new Circuit({
    ...settings,
    onOpen(cause) {
      log(`${name} is taken for down, and tried again every ${settings.breakerOpenMs} ms:`, cause);
      bulkhead.refuseWaiting('It is taken for down.');
    },
    onClose() {
      log(`${name} answers again.`);
    },
  });

  async function askAgain(cause: unknown, ask: () => Promise<Answer>): Promise<Answer> {
    if (!(cause instanceof TransientFault) || !budget.spend()) throw cause;
    await sleep(RETRY_AFTER_MS * (1 + Math.random()));
    return ask();
  }

  return {
    name,
    ask(operation, variables, client, scan) {
      const ask = () => subgraph.ask(operation, variables, client, scan);
      // A mutation that failed may have been carried out, and one that has begun will be.
      const isQuery = operation.kind === 'query';
      const askOnceOrTwice = isQuery ? () => ask().catch((cause: unknown) => askAgain(cause, ask)) : ask;
      budget.earn();
      return circuit.run(() => bulkhead.run(askOnceOrTwice, isQuery));
    },
    close: () => subgraph.close(),
  };
}

/**
 * For a subgraph in this process: it cannot be down while the gateway is up, and asking again would change nothing; but its database
 * may be slow. What has been given up goes on, and counts among what is asked at a time until it ends.
 */
export function boundedClient(subgraph: SubgraphClient, settings: SubgraphSettings): SubgraphClient {
  const bulkhead = new Bulkhead(settings);
  const { timeoutMs } = settings;
  return {
    name: subgraph.name,
    ask: (...question) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`There is no answer after ${timeoutMs} ms.`));
        }, timeoutMs);
        bulkhead
          .run(async () => subgraph.ask(...question), question[0].kind === 'query')
          .then(resolve, reject)
          .finally(() => {
            clearTimeout(timer);
          });
      }),
    close: () => subgraph.close(),
  };
}
