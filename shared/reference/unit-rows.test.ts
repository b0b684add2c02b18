import { dataRows } from './data-file';
import { successionsFrom, unitsFrom } from './unit-rows';

const HEADER =
  'code_list,code,name_vi,name_en,level,kind,parent_code,valid_from,valid_to,legal_basis,confidence,reported';
const PROVINCE = 'VN2004,1,Tỉnh,Province,PROVINCE,PROVINCE,,,2025-07-01,,,true';
const DISTRICT = 'VN2004,11,Huyện,District,DISTRICT,RURAL_DISTRICT,1,,2025-07-01,,,true';
const NEW_PROVINCE = 'VN2025,2,Tỉnh mới,New Province,PROVINCE,PROVINCE,,2025-07-01,,,,true';

const units = (...rows: string[]) => unitsFrom(dataRows('units.csv', [HEADER, ...rows, ''].join('\n')));

it('versions of a unit become one unit', () => {
  const [, district] = units(
    PROVINCE,
    DISTRICT.replace('2025-07-01', '2023-04-10'),
    'VN2004,11,Thị xã,Town,DISTRICT,TOWN,1,2023-04-10,2025-07-01,,,true',
  );
  expect(district).toMatchObject({ id: 'vn2004.11', validFrom: undefined, validTo: '2025-07-01' });
  expect(district?.versions.map(({ kind }) => kind)).toEqual(['RURAL_DISTRICT', 'TOWN']);
});

describe('a unit that contradicts another is a fault at the start', () => {
  const version = (valid: string, level = 'DISTRICT', reported = 'true') =>
    `VN2004,11,Thị xã,Town,${level},TOWN,1,${valid},,,${reported}`;

  it.each<[string, string[], string]>([
    ['a parent that is not there', [DISTRICT], 'line 2, column parent_code: is "1"'],
    ['no parent', [PROVINCE, DISTRICT.replace(',1,', ',,')], 'line 3, column parent_code: is ""'],
    [
      'a parent of the same level',
      [PROVINCE, DISTRICT, DISTRICT.replace(',11,', ',12,').replace(',1,', ',11,')],
      'is "11", expected the code of a unit of VN2004 above a district',
    ],
    [
      'a parent that ends before it',
      [PROVINCE, DISTRICT.replace('2025-07-01', '')],
      'line 3, column parent_code: is "1"',
    ],
    [
      'a parent that begins after it',
      [PROVINCE.replace(',,2025', ',2010-01-01,2025'), DISTRICT],
      'line 3, column parent_code',
    ],
    [
      'a province with a parent',
      [PROVINCE, PROVINCE.replace(',1,', ',3,').replace('PROVINCE,,', 'PROVINCE,1,')],
      'expected none for a province',
    ],
    [
      'a version that overlaps the one before',
      [PROVINCE, DISTRICT, version('2025-06-01,2026-01-01')],
      'line 4, column valid_from: is "2025-06-01", expected 2025-07-01',
    ],
    [
      'a gap between two versions',
      [PROVINCE, DISTRICT, version('2025-08-01,2026-01-01')],
      'line 4, column valid_from: is "2025-08-01", expected 2025-07-01',
    ],
    [
      'a version after one that never ends',
      [PROVINCE, DISTRICT.replace('2025-07-01', ''), version('2025-07-01,')],
      'expected no row',
    ],
    [
      'a version of another level',
      [PROVINCE, DISTRICT, version('2025-07-01,', 'COMMUNE')],
      'line 4, column level: is "COMMUNE", expected DISTRICT',
    ],
    [
      'a version that is reported no longer',
      [PROVINCE, DISTRICT, version('2025-07-01,', 'DISTRICT', 'false')],
      'column reported: is "false", expected true',
    ],
    [
      'a code that another list uses at the same time',
      [PROVINCE, NEW_PROVINCE.replace(',2,', ',1,').replace('2025-07-01', '2025-01-01')],
      'column code: is "1"',
    ],
    ['an end that is no end', [PROVINCE.replace(',,2025', ',2025-07-01,2025')], 'line 2, column valid_to'],
  ])('%s', (_, rows, message) => {
    expect(() => units(...rows)).toThrow(
      expect.objectContaining({
        code: 'REFERENCE_INVALID',
        message: expect.stringContaining(message) as string,
      }) as Error,
    );
  });
});

describe('a succession', () => {
  const known = units(PROVINCE, DISTRICT, NEW_PROVINCE);
  const succession = (cells: string) =>
    successionsFrom(
      dataRows('successions.csv', `from_code_list,from_code,to_code_list,to_code\n${cells}\n`),
      known,
    );

  it('leads from a unit that ended to one that existed then', () => {
    expect(succession('VN2004,1,VN2025,2')).toEqual([{ from: 'vn2004.1', to: 'vn2025.2' }]);
  });

  it.each([
    ['VN2004,3,VN2025,2', 'column from_code: is "3", expected the code of a unit of VN2004'],
    ['VN2004,1,VN2025,1', 'column to_code: is "1", expected the code of a unit of VN2025'],
    ['VN2025,2,VN2004,1', 'column from_code: is "2", expected a unit that has ended'],
    [
      'VN2004,11,VN2004,1',
      'column to_code: is "1", expected a unit that exists on 2025-07-01, when vn2004.11 ends',
    ],
  ])('%s is a fault at the start: %s', (cells, message) => {
    expect(() => succession(cells)).toThrow(
      expect.objectContaining({
        code: 'REFERENCE_INVALID',
        message: expect.stringContaining(`successions.csv, line 2, ${message}`) as string,
      }) as Error,
    );
  });
});
