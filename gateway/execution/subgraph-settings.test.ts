import { STANDARD_SETTINGS, subgraphSettings } from './subgraph-settings';

it('has what is set, and a standard for what is not', () => {
  const faults: string[] = [];
  expect(subgraphSettings({ SUBGRAPH_TIMEOUT_MS: '700', SUBGRAPH_QUEUE: '' }, faults)).toEqual({
    ...STANDARD_SETTINGS,
    timeoutMs: 700,
  });
  expect(faults).toEqual([]);
});

it('reports all faults together', () => {
  const faults: string[] = [];
  subgraphSettings(
    { SUBGRAPH_CONCURRENCY: '0', SUBGRAPH_ANSWER_BYTES: '1 MB', REQUEST_DEADLINE_MS: '100' },
    faults,
  );
  expect(faults).toEqual([
    'SUBGRAPH_ANSWER_BYTES is "1 MB". Expected a whole number from 1 to 268435456.',
    'SUBGRAPH_CONCURRENCY is "0". Expected a whole number from 1 to 10000.',
    'SUBGRAPH_TIMEOUT_MS is 5000, more than REQUEST_DEADLINE_MS, 100. A request must outlast what it asks.',
  ]);
});
