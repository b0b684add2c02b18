import { parseDay } from '../period/day';
import { isBelow } from './below';
import { UnitRegister } from './register';
import { type Unit, unitId } from './unit';

/** An invented province: commune 102 moves from district 10 to 11 on 2023-04-10, and goes on 2024-12-01. */
const MOVED = parseDay('2023-04-10');
const GONE = parseDay('2024-12-01');
const [province, ten, eleven, commune] = [
  unit('1', 'PROVINCE', [{}]),
  unit('10', 'DISTRICT', [{ parent: '1' }]),
  unit('11', 'DISTRICT', [{ parent: '1' }]),
  unit('102', 'COMMUNE', [
    { parent: '10', validTo: MOVED },
    { parent: '11', validFrom: MOVED, validTo: GONE },
  ]),
];
const register = new UnitRegister([province, ten, eleven, commune], []);

it.each([
  ['2022-01-01', '2023-04-10', true, false],
  ['2022-01-01', '2023-04-11', true, true],
  ['2023-04-10', '2024-01-01', false, true],
  ['2024-11-30', '2025-01-01', false, true],
  ['2024-12-01', '2025-01-01', false, false],
])('from %s until before %s it was below the one: %s, the other: %s', (start, end, one, other) => {
  const days = { start: parseDay(start), end: parseDay(end) };
  expect(isBelow(register, commune, ten, days, false)).toBe(one);
  expect(isBelow(register, commune, eleven, days, false)).toBe(other);
});

it('it is below the province at depth only', () => {
  const days = { start: parseDay('2022-01-01'), end: parseDay('2023-01-01') };
  expect(isBelow(register, commune, province, days, true)).toBe(true);
  expect(isBelow(register, commune, province, days, false)).toBe(false);
  expect(isBelow(register, ten, province, days, false)).toBe(true);
  expect(isBelow(register, province, province, days, true)).toBe(false);
});

interface Version {
  readonly parent?: string;
  readonly validFrom?: typeof MOVED;
  readonly validTo?: typeof MOVED;
}

function unit(code: string, level: Unit['level'], [first, ...later]: readonly [Version, ...Version[]]): Unit {
  const version = ({ parent, ...validity }: Version) => ({
    ...({ name: { vi: code, en: code }, kind: 'COMMUNE', ...validity } as const),
    parent: parent === undefined ? undefined : unitId('VN2004', parent),
  });
  return {
    ...{ id: unitId('VN2004', code), codeList: 'VN2004', code, level, reported: true },
    versions: [version(first), ...later.map(version)],
  };
}
