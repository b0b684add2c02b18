import { limitSettings } from './limit-settings';

it('limits when nothing is set', () => {
  const faults: string[] = [];
  const limits = limitSettings({}, faults);
  expect(faults).toEqual([]);
  for (const limit of Object.values(limits)) expect(limit).toBeGreaterThan(0);
});

it('takes a limit that is set, and the usual one for an empty variable', () => {
  const { depth, tokens } = limitSettings({ LIMIT_DEPTH: '12', LIMIT_TOKENS: '' }, []);
  expect([depth, tokens]).toEqual([12, limitSettings({}, []).tokens]);
});

it('reports all faults together, each with what was expected', () => {
  const faults: string[] = [];
  limitSettings({ LIMIT_DEPTH: '101', LIMIT_ALIASES: '-1', LIMIT_FIELDS: 'many', LIMIT_TOKENS: '0' }, faults);
  expect(faults).toEqual([
    'LIMIT_TOKENS is "0". Expected a whole number from 1 to 10000.',
    'LIMIT_DEPTH is "101". Expected a whole number from 1 to 100.',
    'LIMIT_ALIASES is "-1". Expected a whole number from 1 to 10000.',
    'LIMIT_FIELDS is "many". Expected a whole number from 1 to 100000.',
  ]);
});
