import { InvalidInput } from '../period/invalid-input';
import { exportFilter } from './export-filter';

const filterOf = (search: string) => exportFilter(new URLSearchParams(search));

it('reads lists with commas between', () => {
  expect(filterOf('codes=FBK-01,%20FBK-02&units=vn2004.27&periods=2022,2023-Q1')).toMatchObject({
    codes: ['FBK-01', 'FBK-02'],
    units: ['vn2004.27'],
    periods: ['2022', '2023-Q1'],
  });
});

it('reads a range below a unit', () => {
  expect(filterOf('parent=vn2004.27&level=DISTRICT&from=2022&to=2023&grain=MONTH')).toMatchObject({
    ...{ parent: 'vn2004.27', level: 'DISTRICT', from: '2022', to: '2023', grain: 'MONTH' },
  });
});

it.each([
  ['code=FBK-01', 'There is no parameter "code". Expected codes, units, parent, level,'],
  ['periods=2022&periods=2023', 'The parameter periods is there more than once.'],
  ['level=VILLAGE', 'level is "VILLAGE". Expected one of PROVINCE, DISTRICT, COMMUNE.'],
  ['grain=', 'grain is "". Expected one of MONTH, QUARTER, YEAR.'],
])('refuses %s', (search, message) => {
  expect(() => filterOf(search)).toThrow(InvalidInput);
  expect(() => filterOf(search)).toThrow(message);
});
