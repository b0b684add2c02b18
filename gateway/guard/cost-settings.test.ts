import { costSettings } from './cost-settings';

it('has defaults, and takes what is set', () => {
  const faults: string[] = [];
  expect(costSettings({}, faults)).toEqual({ budget: 200_000, inFlight: 400_000, listSize: 10 });
  const env = { COST_BUDGET: '5', MAX_CONCURRENT_COST: '7', COST_LIST_SIZE: '3' };
  expect(costSettings(env, faults)).toEqual({ budget: 5, inFlight: 7, listSize: 3 });
  for (const name of ['SUBGRAPH_URLS', 'SUPERGRAPH_PATH'])
    expect(costSettings({ [name]: 'elsewhere' }, faults).inFlight).toBe(4_000_000);
  expect(faults).toEqual([]);
});

it.each([
  [{ COST_BUDGET: '0' }, 'COST_BUDGET is "0". Expected a whole number from 1 to 999999999.'],
  [{ COST_BUDGET: '1000000000' }, 'COST_BUDGET is "1000000000". Expected'],
  [{ COST_BUDGET: '1e3' }, 'COST_BUDGET is "1e3". Expected'],
  [{ MAX_CONCURRENT_COST: '0' }, 'MAX_CONCURRENT_COST is "0". Expected'],
  [{ COST_LIST_SIZE: '-1' }, 'COST_LIST_SIZE is "-1". Expected a whole number from 1 to 1000000.'],
])('says what is wrong with %j', (env, fault) => {
  const faults: string[] = [];
  costSettings(env, faults);
  expect(faults).toEqual([expect.stringContaining(fault)]);
});

it('reports faults together', () => {
  const faults: string[] = [];
  costSettings({ COST_BUDGET: 'much', COST_LIST_SIZE: 'long' }, faults);
  expect(faults).toHaveLength(2);
});
