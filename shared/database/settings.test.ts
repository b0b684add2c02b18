import { databaseSettings } from './settings';

const SYSTEMS = ['feedback', 'documents', 'public-services'];
const read = (env: Record<string, string>) => {
  const faults: string[] = [];
  return { settings: databaseSettings(env, SYSTEMS, faults), faults };
};

test('with nothing set the embedded server is used, its data in the project', () => {
  const { settings, faults } = read({});
  expect(faults).toEqual([]);
  expect(settings.serverUrl).toBeUndefined();
  expect(settings.prefix).toBe('kpi_');
  expect(settings.overrides.size).toBe(0);
  expect(settings.dataFolder).toMatch(/\.data$/);
});

test('a server, a prefix and a folder are taken as they are', () => {
  const env = { DATABASE_URL: 'postgres://u:p@db:5432/x', DATABASE_PREFIX: 'bn_', DATA_DIR: '/srv/kpi' };
  expect(read(env)).toMatchObject({
    settings: { serverUrl: env.DATABASE_URL, prefix: 'bn_', dataFolder: '/srv/kpi' },
    faults: [],
  });
});

test('a system may have a database elsewhere, by its name with underscores', () => {
  const { settings } = read({ DATABASE_URL_PUBLIC_SERVICES: 'postgresql://u@elsewhere/services' });
  expect([...settings.overrides]).toEqual([['public-services', 'postgresql://u@elsewhere/services']]);
});

test('a variable that is empty counts as not set', () => {
  const { settings, faults } = read({ DATABASE_URL: '', DATABASE_URL_FEEDBACK: '', DATA_DIR: '' });
  expect(faults).toEqual([]);
  expect(settings.serverUrl).toBeUndefined();
  expect(settings.overrides.size).toBe(0);
  expect(settings.dataFolder).toMatch(/\.data$/);
});

test('all faults are reported together, each with the name of its variable', () => {
  const { faults } = read({
    DATABASE_URL: 'mysql://u:secret@db/x',
    DATABASE_URL_FEEDBACK: 'localhost:5432',
    DATABASE_PREFIX: 'KPI-',
  });
  const names = ['DATABASE_PREFIX', 'DATABASE_URL', 'DATABASE_URL_FEEDBACK'];
  expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(names);
});

test('a fault in a URL does not repeat it, for it may hold a password', () => {
  const { faults } = read({
    DATABASE_URL: 'mysql://u:secret@db/x',
    DATABASE_URL_FEEDBACK: 'postgres://u:secret@[/x',
  });
  expect(faults).toHaveLength(2);
  expect(faults.join()).not.toContain('secret');
});

test.each(['Kpi_', '1kpi_', 'kpi-', 'kpi"; DROP DATABASE x; --', 'a'.repeat(32), 'kpi '])(
  'the prefix "%s" is refused, for it begins names of databases',
  (prefix) => {
    expect(read({ DATABASE_PREFIX: prefix }).faults).toEqual([expect.stringContaining(`"${prefix}"`)]);
  },
);

test('a variable for a system that does not exist is a fault, not a database that nobody uses', () => {
  const { faults } = read({ DATABASE_URL_FEEDBAK: 'postgres://db/x' });
  expect(faults).toEqual([expect.stringMatching(/DATABASE_URL_FEEDBAK names no system.*feedback/)]);
});

test('two systems may not share a database', () => {
  const { faults } = read({
    DATABASE_URL_FEEDBACK: 'postgres://db/x',
    DATABASE_URL_DOCUMENTS: 'postgres://db/x',
  });
  expect(faults).toEqual([expect.stringContaining('another system')]);
});
