import { parseDay } from '../period/day';
import { versionOn } from '../units/register';
import type { Unit } from '../units/unit';
import { unitRegister } from './registers';

const JUNE_2025 = parseDay('2025-06-30');
const JULY_2025 = parseDay('2025-07-01');

describe('five communes joined others on 2024-12-01', () => {
  it.each([
    ['09175', '09184'],
    ['09178', '09184'],
    ['09316', '09313'],
    ['09520', '09508'],
    ['09526', '09517'],
  ])('%s became part of %s', (from, to) => {
    const joined = known(`vn2004.${from}`);
    expect(joined.validTo).toBe('2024-12-01');
    expect(successors(joined)).toEqual([`vn2004.${to}`]);
  });

  it('Vệ An and Tiền An are what Ninh Xá took in to become Tiền Ninh Vệ', () => {
    const heir = known('vn2004.09184');
    expect(unitRegister.predecessors(heir).map(({ id }) => id)).toEqual(['vn2004.09175', 'vn2004.09178']);
    expect(name(heir, '2024-11-30')).toBe('Phường Ninh Xá');
    expect(name(heir, '2024-12-01')).toBe('Phường Tiền Ninh Vệ');
  });
});

describe('every commune of June 2025 went whole into one of the new ones', () => {
  const old = unitRegister.list({ level: 'COMMUNE', codeList: 'VN2004', on: JUNE_2025 });
  const heirs = old.map((unit) => unitRegister.successors(unit));

  it('121 into exactly one each, of code list 2025', () => {
    expect(old).toHaveLength(121);
    expect(heirs.filter(({ length }) => length !== 1)).toEqual([]);
    expect(new Set(heirs.flat().map(({ codeList }) => codeList))).toEqual(new Set(['VN2025']));
  });

  it('into 41 in all, whose predecessors they are and none else', () => {
    const fresh = [...new Set(heirs.flat())];
    expect(fresh).toHaveLength(41);
    const origins = fresh.flatMap((unit) => unitRegister.predecessors(unit)).map(({ id }) => id);
    expect(origins.toSorted()).toEqual(old.map(({ id }) => id).toSorted());
  });

  // Why a code is no identity across the lists.
  it('of which 19 kept a code and changed its name, 13 taking a name that another code bore', () => {
    const renamed = [...new Set(heirs.flat())].filter((unit) => {
      const former = old.find(({ code }) => code === unit.code);
      return former !== undefined && bare(name(former, '2025-06-30')) !== bare(name(unit, '2025-07-01'));
    });
    expect(renamed).toHaveLength(19);
    const taken = renamed.filter((unit) =>
      old.some(
        (former) =>
          former.code !== unit.code && bare(name(former, '2025-06-30')) === bare(name(unit, '2025-07-01')),
      ),
    );
    expect(taken).toHaveLength(13);
  });

  it.each([
    ['09445', '09445'],
    ['09184', '09187'],
    ['09163', '09169'],
    ['09190', '09190'],
    ['09535', '09529'],
  ])('%s into %s', (from, to) => {
    expect(successors(known(`vn2004.${from}`))).toEqual([`vn2025.${to}`]);
  });
});

it('both old provinces became the new one', () => {
  expect(successors(known('vn2004.24'))).toEqual(['vn2025.24']);
  expect(successors(known('vn2004.27'))).toEqual(['vn2025.24']);
  expect(unitRegister.predecessors(known('vn2025.24')).map(({ id }) => id)).toEqual([
    'vn2004.24',
    'vn2004.27',
  ]);
});

it('a successor begins no later than its predecessor ends', () => {
  for (const unit of unitRegister.list()) {
    for (const heir of unitRegister.successors(unit)) {
      const [from, end] = [heir.validFrom ?? '', unit.validTo ?? '9999'];
      expect(from <= end && end < (heir.validTo ?? '9999')).toBe(true);
    }
  }
  expect(unitRegister.list({ codeList: 'VN2004', on: JULY_2025 })).toEqual([]);
});

function known(id: string): Unit {
  const unit = unitRegister.get(id);
  if (unit === undefined) throw new Error(`${id} is not in the register.`);
  return unit;
}

function successors(unit: Unit): string[] {
  return unitRegister.successors(unit).map(({ id }) => id);
}

function name(unit: Unit, day: string): string {
  return versionOn(unit, parseDay(day)).name.vi;
}

/** The name without its kind, which changed for other reasons. */
function bare(text: string): string {
  return text.replace(/^(Xã|Phường|Thị trấn) /, '');
}
