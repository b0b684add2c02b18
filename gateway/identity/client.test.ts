import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClient, writeClient } from './client';

const folder = mkdtempSync(join(tmpdir(), 'client-'));
mkdirSync(join(folder, 'portal'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function declared(more: string) {
  writeFileSync(join(folder, 'portal', 'client.yaml'), `name: Portal\ncontact: data team\n${more}`);
  return readClient(folder, 'portal');
}

it('may ask anything, as much as everybody, where nothing else is said', () => {
  const { mode, rate, costBudget, costPerMinute, scopes, units } = declared('');
  expect([mode, scopes]).toEqual(['open', []]);
  expect([rate, costBudget, costPerMinute, units]).toEqual([undefined, undefined, undefined, undefined]);
});

it('has the mode, the rate and the budgets that its folder says', () => {
  expect(
    declared(
      'mode: safelist\nrate: {requests: 600, perSeconds: 60}\ncostBudget: 5000\ncostPerMinute: 90000\n',
    ),
  ).toMatchObject({
    mode: 'safelist',
    rate: { requests: 600, perSeconds: 60 },
    costBudget: 5000,
    costPerMinute: 90_000,
  });
});

it.each([
  ['mode: closed', 'mode is "closed". Expected open, log-unknown, safelist, require-id.'],
  ['mode: [safelist]', 'mode is ["safelist"]'],
  ['mode: toString', 'mode is "toString"'],
  ['costBudget: 0', 'costBudget is 0. Expected a whole number of at least 1.'],
  ['costBudget: 1.5', 'costBudget is 1.5'],
  ['costPerMinute: "many"', 'costPerMinute is "many"'],
  ['rate: 600', 'rate is 600. Expected {requests: 600, perSeconds: 60} or the like.'],
  ['rate: {requests: 600}', 'rate is {"requests":600}'],
  ['rate: {requests: 600, perSeconds: 60, burst: 2}', 'rate is {"requests":600,"perSeconds":60,"burst":2}'],
  ['rate: {requests: -1, perSeconds: 60}', 'rate.requests is -1. Expected a whole number'],
  ['units: [vn2004.27, Bắc Ninh]', 'units has "Bắc Ninh", which is no unit\'s id. Expected a code list and'],
  ['units: ["27"]', 'units has "27"'],
  ['units: ["vn2004.27,vn2004.24"]', 'units has "vn2004.27,vn2004.24"'],
  ['units: [vn1999.27]', 'units has "vn1999.27"'],
  ['units: [""]', 'units has ""'],
])('refuses %s, and says what it expected', (text, fault) => {
  expect(() => declared(text)).toThrow(fault);
});

it('refuses more units than a header holds', () => {
  const units = Array<string>(501).fill('vn2025.09163');
  expect(() => declared(`units: [${units.join()}]`)).toThrow(
    'units has 501 units. Expected at most 500: name the units that they are in.',
  );
});

it('names all faults together', () => {
  expect(() => declared('mode: x\ncostBudget: x\nburst: 1')).toThrow(
    /burst is unknown[^]*mode[^]*costBudget/,
  );
});

it('has the units that its folder says', () => {
  expect(declared('units: [vn2004.27, vn2025.09163]').units).toEqual(['vn2004.27', 'vn2025.09163']);
  expect(declared('units: []').units).toEqual([]);
});

it('is written so that it is read again', () => {
  const declaration = {
    ...{ id: 'written', name: 'Written', contact: 'data team', scopes: ['agencies:read'] },
    mode: 'require-id' as const,
    rate: { requests: 1, perSeconds: 2 },
    costBudget: 3,
  };
  writeClient(folder, declaration);
  expect(readClient(folder, 'written')).toMatchObject(declaration);
});
