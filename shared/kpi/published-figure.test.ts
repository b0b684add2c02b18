import { parseDay } from '../period/day';
import { parsePeriod } from '../period/period';
import { unitId } from '../units/unit';
import { testedKpi } from '../../test/tested-kpi';
import { type PublishedFigure, speaksOf, valueFigure } from './published-figure';

const kpi = testedKpi;
const Y2023 = parsePeriod('2023');

const figure = {
  kpi: kpi.code,
  unit: unitId('VN2004', '27'),
  unitOfMeasure: 'PERCENT',
  value: 90,
  qualifier: 'EXACT',
  quote: 'đạt 90%',
  source: { id: '000', title: 'Kết quả', publishedOn: parseDay('2023-10-09') },
} as const;
const full: PublishedFigure = { ...figure, periodKind: 'FULL_PERIOD', period: Y2023 };
const toDate: PublishedFigure = { ...full, periodKind: 'YEAR_TO_DATE', asOf: parseDay('2023-10-09') };
const asOf: PublishedFigure = { ...figure, periodKind: 'AS_OF', asOf: parseDay('2023-09-13') };
const cumulative: PublishedFigure = { ...asOf, periodKind: 'CUMULATIVE' };

describe('a figure is listed under the periods that hold all it speaks of', () => {
  it.each([
    ['2023', [true, true, true, true]],
    ['2023-Q3', [false, false, true, true]],
    ['2023-09', [false, false, true, true]],
    ['2023-Q4', [false, false, false, false]],
    ['2023-10', [false, false, false, false]],
    ['2022', [false, false, false, false]],
  ])('under %s: full year, year to date, as of and cumulative to 2023-09-13: %j', (text, listed) => {
    const period = parsePeriod(text);
    expect([full, toDate, asOf, cumulative].map((figure) => speaksOf(figure, period))).toEqual(listed);
  });

  it('a figure of a quarter under its year as well', () => {
    const quarter: PublishedFigure = { ...full, period: parsePeriod('2023-Q3') };
    expect(speaksOf(quarter, Y2023)).toBe(true);
    expect(speaksOf(quarter, parsePeriod('2023-Q3'))).toBe(true);
    expect(speaksOf(quarter, parsePeriod('2023-09'))).toBe(false);
  });

  it('a figure of something else that was counted no less', () => {
    expect(speaksOf({ ...asOf, measure: 'Accounts' }, Y2023)).toBe(true);
  });
});

describe('figures that conflict stand side by side', () => {
  const earlier: PublishedFigure = { ...full, value: 69.24 };
  const later: PublishedFigure = {
    ...full,
    value: 70,
    source: { ...figure.source, id: '002', publishedOn: parseDay('2024-10-10') },
  };

  it('so that both are listed', () => {
    const listed = [earlier, later].filter((figure) => speaksOf(figure, Y2023));
    expect(listed.map(({ value }) => value)).toEqual([69.24, 70]);
  });

  it('while the one published last is the value, in whatever order they come', () => {
    expect(valueFigure(kpi, [earlier, later], Y2023)).toBe(later);
    expect(valueFigure(kpi, [later, earlier], Y2023)).toBe(later);
  });

  it('of a stock, the day it is taken on counts before the day it is published on', () => {
    const newest: PublishedFigure = { ...asOf, asOf: parseDay('2023-12-31') };
    const reprinted: PublishedFigure = { ...asOf, source: later.source };
    expect(valueFigure({ ...kpi, stock: true }, [newest, reprinted], Y2023)).toBe(newest);
  });

  it('of those of the same dates, an exact one speaks rather than "over" or "nearly", in whatever order they come', () => {
    const undated = { id: '001', title: 'Trao đổi' };
    const exact: PublishedFigure = { ...asOf, value: 69.24, source: undated };
    const over: PublishedFigure = {
      ...asOf,
      value: 70,
      qualifier: 'OVER',
      source: { ...undated, id: '004' },
    };
    const stock = { ...kpi, stock: true } as const;
    expect(valueFigure(stock, [exact, over], Y2023)).toBe(exact);
    expect(valueFigure(stock, [over, exact], Y2023)).toBe(exact);
    expect(valueFigure(stock, [exact, { ...over, source: later.source }], Y2023)?.value).toBe(70);
  });
});
