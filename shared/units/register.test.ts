import { type Day, parseDay } from '../period/day';
import { lastDay, UnitRegister, versionOn } from './register';
import { type CodeList, type Level, type Unit, unitId, type UnitVersion } from './unit';

/** An invented province: commune 102 moves from district 10 to 11, then joins 101; the districts end in 2025. */
const MOVED = parseDay('2023-04-10');
const JOINED = parseDay('2024-12-01');
const NEW_LIST = parseDay('2025-07-01');

const register = new UnitRegister(
  [
    unit('VN2004', '11', 'DISTRICT', [version('Huyện Lệ Chi', { parent: '1', validTo: NEW_LIST })]),
    unit('VN2004', '1', 'PROVINCE', [version('Tỉnh Cũ', { validTo: NEW_LIST })]),
    unit('VN2004', '102', 'COMMUNE', [
      version('Xã Hòa An', { parent: '10', validTo: MOVED }),
      version('Phường Tân An', { parent: '11', validFrom: MOVED, validTo: JOINED }),
    ]),
    unit('VN2004', '101', 'COMMUNE', [version('Xã Đông', { parent: '10', validTo: NEW_LIST })]),
    unit('VN2004', '10', 'DISTRICT', [version('Huyện Kinh Môn', { parent: '1', validTo: NEW_LIST })]),
    unit('VN2004', '2', 'PROVINCE', [version('Tỉnh Bên', { validTo: NEW_LIST })], false),
    unit('VN2025', '2', 'PROVINCE', [version('Tỉnh Mới', { validFrom: NEW_LIST })]),
    unit('VN2025', '101', 'COMMUNE', [version('Xã Hòa An', { parent: '2', validFrom: NEW_LIST }, 'VN2025')]),
  ],
  [
    { from: unitId('VN2004', '102'), to: unitId('VN2004', '101') },
    { from: unitId('VN2004', '101'), to: unitId('VN2025', '101') },
  ],
);

describe('a unit is its code list and its code', () => {
  it('so that one code names two units', () => {
    expect(register.get('vn2004.101')?.versions[0].name.vi).toBe('Xã Đông');
    expect(register.get('vn2025.101')?.versions[0].name.vi).toBe('Xã Hòa An');
    expect(register.get('101')).toBeUndefined();
  });

  it.each([
    ['101', {}, 'vn2004.101'],
    ['2', {}, 'vn2025.2'],
    ['2', { on: parseDay('2025-06-30') }, 'vn2004.2'],
    ['2', { on: NEW_LIST }, 'vn2025.2'],
    ['101', { on: NEW_LIST }, 'vn2025.101'],
    ['101', { codeList: 'VN2025' }, 'vn2025.101'],
    ['2', { codeList: 'VN2004' }, 'vn2004.2'],
    ['102', { on: JOINED }, undefined],
    ['101', { codeList: 'VN2025', on: parseDay('2025-06-30') }, undefined],
    ['99', {}, undefined],
  ] as const)('code %s asked for with %j is %s', (code, options, id) => {
    expect(register.byCode(code, options)?.id).toBe(id);
  });
});

describe('a unit keeps its identity through its versions', () => {
  const moved = known('vn2004.102');

  it.each([
    ['1999-01-01', 'Xã Hòa An'],
    ['2023-04-09', 'Xã Hòa An'],
    ['2023-04-10', 'Phường Tân An'],
    ['2030-01-01', 'Phường Tân An'],
  ])('and on %s bears the name %s', (day, name) => {
    expect(versionOn(moved, parseDay(day)).name.vi).toBe(name);
  });

  it('and belongs to the parent of the day', () => {
    expect(register.parent(moved, parseDay('2023-04-09'))?.id).toBe('vn2004.10');
    expect(register.parent(moved, MOVED)?.id).toBe('vn2004.11');
    expect(ids(register.ancestors(moved, parseDay('2023-04-09')))).toEqual(['vn2004.10', 'vn2004.1']);
    expect(ids(register.children(known('vn2004.10'), parseDay('2023-04-09')))).toEqual([
      'vn2004.101',
      'vn2004.102',
    ]);
    expect(ids(register.children(known('vn2004.10'), MOVED))).toEqual(['vn2004.101']);
    expect(ids(register.children(known('vn2004.11'), MOVED))).toEqual(['vn2004.102']);
  });

  it('and without a day is as it was on its last', () => {
    expect(lastDay(moved)).toBe('2024-11-30');
    expect(register.parent(moved)?.id).toBe('vn2004.11');
    expect(ids(register.children(known('vn2004.1')))).toEqual(['vn2004.10', 'vn2004.11']);
    expect(ids(register.children(known('vn2025.2')))).toEqual(['vn2025.101']);
  });
});

describe('a list holds the units that fit every part of the filter, in code order', () => {
  it.each([
    [{ level: 'DISTRICT' }, ['vn2004.10', 'vn2004.11']],
    [{ level: 'COMMUNE', on: parseDay('2024-11-30') }, ['vn2004.101', 'vn2004.102']],
    [{ level: 'COMMUNE', on: JOINED }, ['vn2004.101']],
    [{ codeList: 'VN2025' }, ['vn2025.101', 'vn2025.2']],
    [{ parent: unitId('VN2004', '11') }, ['vn2004.102']],
    [{ search: 'hoà an' }, ['vn2025.101', 'vn2004.102']],
    [{ search: 'hoà an', on: MOVED }, []],
    [{ search: 'tân', on: MOVED }, ['vn2004.102']],
    [{ search: 'hoà an', parent: unitId('VN2004', '11') }, []],
  ] as const)('%j gives %j', (filter, expected) => {
    expect(new Set(ids(register.list(filter)))).toEqual(new Set(expected));
    const codes = register.list(filter).map(({ code }) => code);
    expect(codes).toEqual(codes.toSorted());
  });

  it('and descendants are those of one level, however deep', () => {
    const province = known('vn2004.1');
    expect(ids(register.descendants(province, 'COMMUNE', MOVED))).toEqual(['vn2004.101', 'vn2004.102']);
    expect(ids(register.descendants(province, 'COMMUNE'))).toEqual(['vn2004.101']);
    expect(ids(register.descendants(province, 'DISTRICT'))).toEqual(['vn2004.10', 'vn2004.11']);
    expect(register.descendants(known('vn2004.101'), 'COMMUNE')).toEqual([]);
  });
});

it('succession leads from a unit to what it became part of, and back', () => {
  expect(ids(register.successors(known('vn2004.102')))).toEqual(['vn2004.101']);
  expect(ids(register.successors(known('vn2004.101')))).toEqual(['vn2025.101']);
  expect(ids(register.predecessors(known('vn2004.101')))).toEqual(['vn2004.102']);
  expect(register.successors(known('vn2025.101'))).toEqual([]);
});

it.each([
  ['vn2004.102', '2024-11-30', '2025-01-01', true],
  ['vn2004.102', '2024-12-01', '2025-01-01', false],
  ['vn2025.2', '2025-06-01', '2025-07-01', false],
  ['vn2025.2', '2025-06-01', '2025-07-02', true],
  ['vn2004.99', '2024-01-01', '2025-01-01', false],
])('%s existed on some day from %s until before %s: %s', (id, start, end, existed) => {
  expect(register.existedDuring(id, parseDay(start), parseDay(end))).toBe(existed);
});

function unit(
  codeList: CodeList,
  code: string,
  level: Level,
  versions: readonly [UnitVersion, ...UnitVersion[]],
  reported = true,
): Unit {
  const validity = { validFrom: versions[0].validFrom, validTo: versions.at(-1)?.validTo };
  return { id: unitId(codeList, code), codeList, code, level, versions, reported, ...validity };
}

function version(
  name: string,
  { parent, ...validity }: { parent?: string; validFrom?: Day; validTo?: Day },
  codeList: CodeList = 'VN2004',
): UnitVersion {
  const ofParent = parent === undefined ? {} : { parent: unitId(codeList, parent) };
  return { name: { vi: name, en: name }, kind: 'COMMUNE', ...ofParent, ...validity };
}

function known(id: string): Unit {
  const unit = register.get(id);
  if (unit === undefined) throw new Error(`${id} is not in the test's register.`);
  return unit;
}

function ids(units: readonly Unit[]): string[] {
  return units.map(({ id }) => id);
}
