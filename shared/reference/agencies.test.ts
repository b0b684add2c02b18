import { parseDay } from '../period/day';
import { tiers } from '../units/unit';
import { agencies, unitRegister } from './registers';

const committees = agencies.filter(({ name }) => name.vi.startsWith('Ủy ban nhân dân'));

it('there are 252 agencies, each with a code of its own', () => {
  expect(agencies).toHaveLength(252);
  expect(new Set(agencies.map(({ code }) => code)).size).toBe(252);
});

it("135 of them are the People's Committees of the 135 units there were, one each", () => {
  const provinceAndBelow = unitRegister
    .list({ codeList: 'VN2004', on: parseDay('2024-11-30') })
    .filter(({ reported }) => reported);
  expect(committees).toHaveLength(135);
  expect(committees.map(({ unit }) => unit).toSorted()).toEqual(
    provinceAndBelow.map(({ id }) => id).toSorted(),
  );
});

it("a People's Committee has its unit's level as tier, and lasts as long as the unit", () => {
  for (const { code, unit: id, tier, validTo } of committees) {
    const unit = unitRegister.get(id ?? '');
    expect([code, tier, validTo]).toEqual([code, unit?.level, unit?.validTo]);
  }
});

it("five departments are named by the sources; all beside these and the People's Committees are marked as demonstration", () => {
  const named = agencies.filter((agency) => !agency.demonstration && !committees.includes(agency));
  expect(named.map(({ name }) => name.vi).toSorted()).toEqual(
    [
      'Sở Thông tin và Truyền thông',
      'Sở Nông nghiệp và Phát triển nông thôn',
      'Sở Giáo dục và Đào tạo',
      'Sở Xây dựng',
      'Ban Quản lý An toàn thực phẩm',
    ].toSorted(),
  );
  expect(new Set(named.map(({ tier }) => tier))).toEqual(new Set(['PROVINCE']));
  expect(agencies.filter(({ demonstration }) => demonstration)).toHaveLength(252 - 135 - 5);
});

it('a made-up agency says so in its code and in its names', () => {
  for (const { code, name } of agencies.filter(({ demonstration }) => demonstration)) {
    expect(code).toMatch(/^DEMO-/);
    expect(name.vi).toContain('minh họa');
    expect(name.en).toContain('Demonstration');
  }
  expect(committees.filter(({ demonstration }) => demonstration)).toEqual([]);
});

it("every agency's unit exists, and lies within the agency's tier", () => {
  for (const { code, unit, tier } of agencies) {
    if (unit === undefined) continue;
    expect([code, unitRegister.get(unit)?.level]).toEqual([code, tier]);
  }
});

it('agencies come in code order, of every tier', () => {
  const codes = agencies.map(({ code }) => code);
  expect(codes).toEqual(codes.toSorted());
  expect(new Set(agencies.map(({ tier }) => tier))).toEqual(new Set(tiers));
});
