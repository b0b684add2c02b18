/** How long the gateway waits for subgraphs, and how much it asks of one that is slow or down. */
import { type Environment, type WholeNumber, wholeNumber } from '../../shared/environment';

export interface SubgraphSettings {
  /** Milliseconds until a subgraph's whole answer must be there; it is taken for down otherwise. */
  readonly timeoutMs: number;
  /** Bytes that one answer may have, packed or unpacked. */
  readonly answerBytes: number;
  /** Questions that one subgraph may have to answer at a time. */
  readonly concurrency: number;
  /** Questions to one subgraph that may wait for their turn. */
  readonly queue: number;
  /** So many questions in a row without an answer, and the subgraph is asked no more for a while. */
  readonly breakerFailures: number;
  /** Milliseconds of that while; then one question tries whether it answers again. */
  readonly breakerOpenMs: number;
  /** Milliseconds that one request to the gateway may wait for all that it asks of subgraphs. */
  readonly deadlineMs: number;
}

const SETTINGS: Readonly<Record<keyof SubgraphSettings, WholeNumber>> = {
  timeoutMs: { name: 'SUBGRAPH_TIMEOUT_MS', standard: 5_000, most: 600_000 },
  answerBytes: { name: 'SUBGRAPH_ANSWER_BYTES', standard: 16_777_216, most: 268_435_456 },
  concurrency: { name: 'SUBGRAPH_CONCURRENCY', standard: 128, most: 10_000 },
  queue: { name: 'SUBGRAPH_QUEUE', standard: 1_024, most: 100_000 },
  breakerFailures: { name: 'SUBGRAPH_BREAKER_FAILURES', standard: 5, most: 10_000 },
  breakerOpenMs: { name: 'SUBGRAPH_BREAKER_OPEN_MS', standard: 3_000, most: 600_000 },
  deadlineMs: { name: 'REQUEST_DEADLINE_MS', standard: 10_000, most: 600_000 },
};

/** SUBGRAPH_TIMEOUT_MS and the others; adds to the faults what is wrong with them. */
export function subgraphSettings(env: Environment, faults: string[]): SubgraphSettings {
  const number = (of: WholeNumber) => wholeNumber(env, of, faults);
  const settings = {
    timeoutMs: number(SETTINGS.timeoutMs),
    answerBytes: number(SETTINGS.answerBytes),
    concurrency: number(SETTINGS.concurrency),
    queue: number(SETTINGS.queue),
    breakerFailures: number(SETTINGS.breakerFailures),
    breakerOpenMs: number(SETTINGS.breakerOpenMs),
    deadlineMs: number(SETTINGS.deadlineMs),
  };
  if (settings.timeoutMs > settings.deadlineMs) {
    faults.push(
      `SUBGRAPH_TIMEOUT_MS is ${settings.timeoutMs}, more than REQUEST_DEADLINE_MS, ${settings.deadlineMs}. A request must outlast what it asks.`,
    );
  }
  return settings;
}

/** Those of an environment that sets none. */
export const STANDARD_SETTINGS = subgraphSettings({}, []);
