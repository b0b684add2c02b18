import { startUsage } from './usage';
import { usageSettings } from './usage-settings';

const read = (env: Record<string, string>) => {
  const faults: string[] = [];
  return { settings: usageSettings(env, faults), faults };
};

it('counts for 400 days where nothing is set, and takes what is', () => {
  expect(read({})).toMatchObject({ settings: { days: 400, flushSeconds: 20 }, faults: [] });
  const env = { USAGE_DATABASE_URL: 'postgres://db/usage', USAGE_DAYS: '90', USAGE_FLUSH_SECONDS: '60' };
  expect(read(env)).toEqual({
    settings: { databaseUrl: 'postgres://db/usage', days: 90, flushSeconds: 60 },
    faults: [],
  });
});

it('tells what is wrong, without a password', () => {
  const env = { USAGE_DATABASE_URL: 'mysql://a:hunter2@db/x', USAGE_DAYS: '-1', USAGE_FLUSH_SECONDS: '61' };
  const { faults } = read(env);
  expect(faults).toEqual([
    expect.stringMatching(/^USAGE_DATABASE_URL is no PostgreSQL URL/),
    'USAGE_DAYS is "-1". Expected a whole number from 0 to 3650.',
    'USAGE_FLUSH_SECONDS is "61". Expected a whole number from 1 to 60.',
  ]);
  expect(faults.join()).not.toContain('hunter2');
});

it('counts nothing without a database, or with none of the days kept', () => {
  const own = () => Promise.reject(new Error('It is asked for a database.'));
  const told: string[] = [];
  const log = (message: string) => told.push(message);
  expect(startUsage(read({}).settings, undefined, log)).toBeUndefined();
  expect(startUsage(read({ USAGE_DAYS: '0' }).settings, own, log)).toBeUndefined();
  expect(told).toEqual([]);
});
