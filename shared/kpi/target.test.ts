import { parseDay } from '../period/day';
import { parsePeriod } from '../period/period';
import { testedKpi } from '../../test/tested-kpi';
import type { KpiDeclaration, TargetDefinition } from './kpi';
import { measure } from './reading';
import { attain, type Measured, type TargetScope } from './target';

const national: TargetDefinition = {
  ...{ value: 60, tier: 'COMMUNE', issuer: 'Prime Minister', legalBasis: 'QĐ 749/QĐ-TTg 2020' },
  ...{ by: parseDay('2025-12-31'), confidence: 'SEEN_IN_PUBLIC_MATERIAL' },
};
const provincial: TargetDefinition = {
  ...{ value: 80, tier: 'COMMUNE', issuer: 'Bắc Ninh', legalBasis: 'NQ 230/NQ-HĐND 2023' },
  ...{ by: parseDay('2025-12-31'), confidence: 'STATED_IN_SOURCE' },
};
const ofAll: TargetDefinition = {
  ...{ value: 50, issuer: 'Prime Minister', legalBasis: 'QĐ 766/QĐ-TTg 2022' },
  confidence: 'STATED_IN_SOURCE',
};
const scope: TargetScope = { level: 'PROVINCE', tier: 'COMMUNE', period: parsePeriod('2023') };

describe('of several issuers’ targets the strictest applies', () => {
  it('60 nationally and 80 in Bắc Ninh are 80, in whatever order they are listed', () => {
    expect(applied([national, provincial], scope)).toBe(provincial);
    expect(applied([provincial, national], scope)).toBe(provincial);
  });

  it('and where lower is better the lowest', () => {
    expect(applied([provincial, national], scope, 'LOWER_IS_BETTER')).toBe(national);
  });

  it('of equals the one listed first', () => {
    const equal = { ...national, value: 80 };
    expect(applied([equal, provincial], scope)).toBe(equal);
  });

  it('where none is stated none applies', () => {
    expect(attain(testedKpi, printed(90), scope)).toBeUndefined();
  });
});

describe('a target applies to the tier that it is set for', () => {
  it.each<[string, Partial<TargetScope>, readonly TargetDefinition[], TargetDefinition | undefined]>([
    ['one of a tier to that tier', {}, [provincial], provincial],
    ['not to another', { tier: 'DISTRICT' }, [provincial], undefined],
    ['not to the total of a province', { tier: undefined }, [provincial], undefined],
    ['not to the total of a district', { tier: undefined, level: 'DISTRICT' }, [provincial], undefined],
    ['to the total of a commune, which is its own agency’s', { tier: undefined, level: 'COMMUNE' }, [provincial], provincial], // prettier-ignore
    ['one of another tier never to a commune', { tier: undefined, level: 'COMMUNE' }, [{ ...provincial, tier: 'DISTRICT' }], undefined], // prettier-ignore
    ['one without a tier to the total', { tier: undefined }, [ofAll], ofAll],
    ['one without a tier to every tier', { tier: 'DISTRICT' }, [ofAll], ofAll],
    ['the stricter of one with and one without', {}, [ofAll, provincial], provincial],
  ])('%s', (_, given, targets, expected) => {
    expect(applied(targets, { ...scope, ...given })).toEqual(expected);
  });
});

describe('a target applies in the periods that it holds in', () => {
  const dated = { ...ofAll, from: parseDay('2019-03-07'), by: parseDay('2020-12-31') };

  it.each([
    ['2018', false],
    ['2019-02', false],
    ['2019-03', true],
    ['2019', true],
    ['2020', true],
    ['2020-12', true],
    ['2021', false],
    ['2021-01', false],
  ])('from 2019-03-07 by 2020-12-31: in %s %s', (period, applies) => {
    expect(applied([dated], { ...scope, period: parsePeriod(period) })).toEqual(applies ? dated : undefined);
  });

  it('in a period that goes on after the day by which it is to be reached, too', () => {
    const inJanuary = { ...ofAll, by: parseDay('2024-01-31') };
    expect(applied([inJanuary], { ...scope, period: parsePeriod('2024') })).toBe(inJanuary);
    expect(applied([inJanuary], { ...scope, period: parsePeriod('2024-02') })).toBeUndefined();
  });

  it('always where neither day is known', () => {
    expect(applied([ofAll], { ...scope, period: parsePeriod('2099') })).toBe(ofAll);
  });
});

it('a target that nobody has verified is never applied', () => {
  const unverified = { ...provincial, value: 100, confidence: 'UNVERIFIED' } as const;
  expect(applied([unverified], scope)).toBeUndefined();
  expect(applied([unverified, provincial], scope)).toBe(provincial);
});

describe('attainment is 1 where the target is reached', () => {
  it.each([
    ['HIGHER_IS_BETTER', 80, 80, 1, true],
    ['HIGHER_IS_BETTER', 60, 80, 0.75, false],
    ['HIGHER_IS_BETTER', 96, 80, 1.2, true],
    ['HIGHER_IS_BETTER', 0, 80, 0, false],
    ['HIGHER_IS_BETTER', 27.29, 80, 0.3411, false],
    // Never 1 where it is not.
    ['HIGHER_IS_BETTER', 79.999, 80, 0.9999, false],
    ['LOWER_IS_BETTER', 8.0001, 8, 0.9999, false],
    ['HIGHER_IS_BETTER', 69.24, 69.24, 1, true],
    ['LOWER_IS_BETTER', 69.24, 69.24, 1, true],
    ['HIGHER_IS_BETTER', 0, 0, 1, true],
    ['LOWER_IS_BETTER', 4, 8, 2, true],
    ['LOWER_IS_BETTER', 16, 8, 0.5, false],
    ['LOWER_IS_BETTER', 0, 8, 1, true],
    ['LOWER_IS_BETTER', 0, 0, 1, true],
    ['LOWER_IS_BETTER', 3, 0, 0, false],
    ['HIGHER_IS_BETTER', null, 80, null, null],
    ['NEUTRAL', 80, 80, null, null],
  ] as const)('%s: %d against %d is %d, met: %s', (direction, value, wanted, attainment, met) => {
    const kpi = { ...testedKpi, direction, targets: [{ ...ofAll, value: wanted }] };
    expect(attain(kpi, printed(value), scope)).toMatchObject({ attainment, met });
  });
});

describe('a computed value is compared before it is rounded', () => {
  it.each([
    ['17,999 of 20,000 are 89.995 %, shown as 90', 17_999, 20_000, 90, 0.9999, false],
    ['18,000 of 20,000 are 90 %', 18_000, 20_000, 90, 1, true],
    ['18,001 of 20,000 are more', 18_001, 20_000, 90, 1.0001, true],
    ['one đồng less than 90 % of ten trillion', 8_999_999_999_999, 10_000_000_000_000, 90, 0.9999, false],
    ['6,924 of 10,000 are 69.24 %', 6924, 10_000, 69.24, 1, true],
    ['692,399 of 1,000,000 are 69.2399 %', 692_399, 1_000_000, 69.24, 0.9999, false],
    [
      'agencies’ rates of a third, two thirds and 0.7, which make 1.7 of 2',
      1 / 3 + 2 / 3 + 0.7,
      2,
      85,
      1,
      true,
    ],
    ['none', 0, 5, 90, 0, false],
  ])('%s', (_, numerator, denominator, wanted, attainment, met) => {
    const kpi = { ...testedKpi, targets: [{ ...ofAll, value: wanted }] };
    const value = measure(kpi, numerator, denominator);
    const measured = { value, numerator, denominator, origin: 'COMPUTED' } as const;
    expect(attain(kpi, measured, scope)).toMatchObject({ attainment, met });
  });

  it('a count is its numerator', () => {
    const kpi = { ...testedKpi, unit: 'COUNT', targets: [{ ...ofAll, value: 1000 }] } as const;
    const measured = { value: 999, numerator: 999, denominator: null, origin: 'DEMONSTRATION' } as const;
    expect(attain(kpi, measured, scope)).toMatchObject({ attainment: 0.999, met: false });
  });

  it('while a published figure is what was printed, whatever it was rounded from', () => {
    const kpi = { ...testedKpi, targets: [{ ...ofAll, value: 90 }] };
    const measured = { value: 90, numerator: 17_999, denominator: 20_000, origin: 'PUBLISHED' } as const;
    expect(attain(kpi, measured, scope)).toMatchObject({ attainment: 1, met: true });
  });
});

function printed(value: number | null): Measured {
  return { value, numerator: null, denominator: null, origin: value === null ? null : 'PUBLISHED' };
}

function applied(
  targets: readonly TargetDefinition[],
  to: TargetScope,
  direction: KpiDeclaration['direction'] = 'HIGHER_IS_BETTER',
): TargetDefinition | undefined {
  return attain({ ...testedKpi, direction, targets }, printed(90), to)?.target;
}
