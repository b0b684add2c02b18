import { parseDay } from '../period/day';
import { versionOn } from '../units/register';
import type { Unit } from '../units/unit';
import { unitRegister } from './registers';

const LAST_DAY_OF_VN2004 = parseDay('2025-06-30');
const FIRST_DAY_OF_VN2025 = parseDay('2025-07-01');

describe('a code says which unit only together with its code list or a day', () => {
  it.each([
    ['24', { on: parseDay('2024-01-01') }, 'vn2004.24'],
    ['24', { on: LAST_DAY_OF_VN2004 }, 'vn2004.24'],
    ['24', { on: FIRST_DAY_OF_VN2025 }, 'vn2025.24'],
    ['24', {}, 'vn2025.24'],
    ['27', {}, 'vn2004.27'],
    ['27', { on: FIRST_DAY_OF_VN2025 }, undefined],
    ['256', {}, 'vn2004.256'],
    ['09445', {}, 'vn2004.09445'],
    ['09445', { on: FIRST_DAY_OF_VN2025 }, 'vn2025.09445'],
    ['09445', { codeList: 'VN2025' }, 'vn2025.09445'],
    ['07210', {}, 'vn2025.07210'],
    ['99999', {}, undefined],
  ] as const)('%s with %j is %s', (code, options, id) => {
    expect(unitRegister.byCode(code, options)?.id).toBe(id);
  });

  it('24 was Bắc Giang, which does not report, and is the new Bắc Ninh', () => {
    const former = known('vn2004.24');
    expect([nameOn(former, '2024-01-01'), former.reported]).toEqual(['Tỉnh Bắc Giang', false]);
    const present = known('vn2025.24');
    expect([nameOn(present, '2025-07-01'), present.reported]).toEqual(['Tỉnh Bắc Ninh', true]);
  });
});

describe('a unit keeps its code through its changes of name and kind', () => {
  it.each([
    ['vn2004.259', '2023-04-09', 'Huyện Quế Võ', 'RURAL_DISTRICT'],
    ['vn2004.259', '2023-04-10', 'Thị xã Quế Võ', 'TOWN'],
    ['vn2004.261', '2021-10-31', 'Thị xã Từ Sơn', 'TOWN'],
    ['vn2004.261', '2021-11-01', 'Thành phố Từ Sơn', 'PROVINCIAL_CITY'],
    ['vn2004.262', '2023-04-09', 'Huyện Thuận Thành', 'RURAL_DISTRICT'],
    ['vn2004.262', '2023-04-10', 'Thị xã Thuận Thành', 'TOWN'],
    ['vn2004.09445', '2023-04-09', 'Xã Ninh Xá', 'COMMUNE'],
    ['vn2004.09445', '2023-04-10', 'Phường Ninh Xá', 'WARD'],
  ])('%s is on %s %s, a %s', (id, day, name, kind) => {
    const version = versionOn(known(id), parseDay(day));
    expect([version.name.vi, version.kind]).toEqual([name, kind]);
  });

  it('259 is one unit with two versions that meet on 2023-04-10', () => {
    const { versions } = known('vn2004.259');
    expect(versions.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      [undefined, '2023-04-10'],
      ['2023-04-10', '2025-07-01'],
    ]);
  });

  it('the versions of every unit follow one another without gap or overlap', () => {
    for (const { versions } of unitRegister.list()) {
      for (const [i, version] of versions.slice(1).entries()) {
        expect(version.validFrom).toBeDefined();
        expect(versions[i]?.validTo).toBe(version.validFrom);
      }
    }
  });
});

describe('the province has its units of the day', () => {
  it.each([
    ['COMMUNE', '2022-12-31', 126],
    ['COMMUNE', '2023-12-31', 126],
    ['COMMUNE', '2024-11-30', 126],
    ['COMMUNE', '2024-12-01', 121],
    ['COMMUNE', '2025-01-15', 121],
    ['DISTRICT', '2022-12-31', 8],
    ['DISTRICT', '2025-06-30', 8],
  ] as const)('of level %s on %s: %i', (level, on, count) => {
    expect(unitRegister.descendants(known('vn2004.27'), level, parseDay(on))).toHaveLength(count);
    expect(unitRegister.list({ level, codeList: 'VN2004', on: parseDay(on) })).toHaveLength(count);
  });

  it('its eight districts are 256 and 258 to 264', () => {
    const districts = unitRegister.children(known('vn2004.27'));
    expect(districts.map(({ code }) => code)).toEqual('256 258 259 260 261 262 263 264'.split(' '));
  });

  it('the new province has 99 communes and wards, and no districts', () => {
    const children = unitRegister.children(known('vn2025.24'));
    expect(children).toHaveLength(99);
    expect(new Set(children.map(({ level }) => level))).toEqual(new Set(['COMMUNE']));
    expect(unitRegister.list({ level: 'DISTRICT', on: FIRST_DAY_OF_VN2025 })).toEqual([]);
  });

  it('every unit below a province has a parent, of the level above, that exists as long', () => {
    for (const unit of unitRegister.list().filter(({ level }) => level !== 'PROVINCE')) {
      for (const version of unit.versions) {
        const parent = known(version.parent ?? '');
        const above = unit.codeList === 'VN2004' && unit.level === 'COMMUNE' ? 'DISTRICT' : 'PROVINCE';
        expect([unit.id, parent.level, parent.codeList]).toEqual([unit.id, above, unit.codeList]);
        expect((parent.validTo ?? '9999') >= (version.validTo ?? '9999')).toBe(true);
      }
    }
  });
});

describe('names collide, codes and places tell apart', () => {
  const named = (day: string) =>
    unitRegister.list({ level: 'COMMUNE', on: parseDay(day), search: 'Ninh Xá' }).map(({ id }) => id);

  it('two units of the name Ninh Xá existed at once', () => {
    expect(named('2023-12-31')).toEqual(['vn2004.09184', 'vn2004.09445']);
    expect(named('2024-12-01')).toEqual(['vn2004.09445']);
    expect(named('2025-07-01')).toEqual(['vn2025.09445']);
  });

  it('one in Bắc Ninh city, the other in Thuận Thành', () => {
    const on = parseDay('2022-12-31');
    const above = (id: string) => unitRegister.ancestors(known(id), on).map(({ code }) => code);
    expect(above('vn2004.09184')).toEqual(['256', '27']);
    expect(above('vn2004.09445')).toEqual(['262', '27']);
  });

  it.each(['hoà long', 'Hòa Long', 'HOA LONG', 'hoa long'])('"%s" finds ward 09214', (search) => {
    const found = unitRegister.list({ search, on: parseDay('2023-12-31') });
    expect(found.map(({ id }) => id)).toEqual(['vn2004.09214']);
  });
});

it('a unit existed in a period that holds one of its days', () => {
  const existed = (id: string, start: string, end: string) =>
    unitRegister.existedDuring(id, parseDay(start), parseDay(end));
  expect(existed('vn2004.09175', '2024-01-01', '2025-01-01')).toBe(true);
  expect(existed('vn2004.09175', '2025-01-01', '2026-01-01')).toBe(false);
  expect(existed('vn2004.256', '2025-01-01', '2026-01-01')).toBe(true);
  expect(existed('vn2004.256', '2025-07-01', '2025-10-01')).toBe(false);
  expect(existed('vn2025.24', '2025-04-01', '2025-07-01')).toBe(false);
  expect(existed('vn2025.24', '2025-07-01', '2025-10-01')).toBe(true);
});

function known(id: string): Unit {
  const unit = unitRegister.get(id);
  if (unit === undefined) throw new Error(`${id} is not in the register.`);
  return unit;
}

function nameOn(unit: Unit, day: string): string {
  return versionOn(unit, parseDay(day)).name.vi;
}
