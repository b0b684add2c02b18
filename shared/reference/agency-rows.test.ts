import { projectFile } from '../project-root';
import { readFileSync } from 'node:fs';
import { agenciesFrom } from './agency-rows';
import { dataRows } from './data-file';
import { unitRegister } from './registers';

const HEADER = 'code,name_vi,name_en,tier,unit_code,kind,valid_from,valid_to,demonstration';
const agency = (cells: string) => {
  const row = `A-1,Ủy ban nhân dân,People's Committee,COMMUNE,${cells},false`;
  return agenciesFrom(dataRows('agencies.csv', `${HEADER}\n${row}\n`), unitRegister)[0];
};

describe("an agency's unit code is read on the agency's own days, since codes are used again", () => {
  it.each([
    ['09169,peoples_committee,,2025-07-01', 'vn2004.09169'],
    ['09169,peoples_committee,2025-07-01,', 'vn2025.09169'],
    ['09169,peoples_committee,2024-01-01,2025-07-01', 'vn2004.09169'],
    ['07210,peoples_committee,2025-07-01,', 'vn2025.07210'],
    // Only one unit that is reported ever bore these.
    ['24,department,,', 'vn2025.24'],
    ['27,department,,', 'vn2004.27'],
  ])('%s is %s', (cells, unit) => {
    expect(agency(cells)?.unit).toBe(unit);
  });

  it('so that agencies of the new wards can be added to the register as it is', () => {
    const register = readFileSync(projectFile('shared', 'reference', 'agencies.csv'), 'utf8');
    const added = [
      "N-1,Ủy ban nhân dân phường Vũ Ninh mới,People's Committee,COMMUNE,09169,peoples_committee,2025-07-01,,false",
      "N-2,Ủy ban nhân dân phường Bắc Giang,People's Committee,COMMUNE,07210,peoples_committee,2025-07-01,,FALSE",
    ];
    const agencies = agenciesFrom(dataRows('agencies.csv', register + added.join('\r\n')), unitRegister);
    const unitOf = (code: string) => agencies.find((entry) => entry.code === code)?.unit;
    expect(agencies).toHaveLength(254);
    expect([unitOf('N-1'), unitOf('N-2')]).toEqual(['vn2025.09169', 'vn2025.07210']);
    expect(unitOf('UBND-09169')).toBe('vn2004.09169');
  });
});

describe('an agency that would lead nowhere is a fault at the start, which says where it stands', () => {
  it.each([
    [',peoples_committee,,', 'column unit_code: is empty'],
    ['99999,peoples_committee,,', 'column unit_code: is "99999", expected the code of a reported unit'],
    [
      '9169,peoples_committee,2025-07-01,',
      'is "9169", expected the code of a reported unit that existed on 2025-07-01',
    ],
    // Bắc Giang Province did not report, and Bắc Ninh Province ended.
    ['24,department,,2025-07-01', 'is "24", expected the code of a reported unit that existed on 2025-06-30'],
    ['27,department,2025-07-01,', 'is "27", expected the code of a reported unit that existed on 2025-07-01'],
    [
      '07210,peoples_committee,2020-01-01,',
      'expected the code of a reported unit that existed on 2020-01-01',
    ],
    // Which of two units?
    [
      '09169,peoples_committee,,',
      'column valid_from: is "", expected a day, since vn2004.09169 and vn2025.09169 bear',
    ],
    [
      '09163,peoples_committee,2020-01-01,2026-01-01',
      'column valid_to: is "2026-01-01", expected a day not after 2025-07-01',
    ],
    [
      '09163,peoples_committee,2020-01-01,2020-01-01',
      'column valid_to: is "2020-01-01", expected a day after 2020-01-01',
    ],
  ])('%s: %s', (cells, message) => {
    expect(() => agency(cells)).toThrow(
      expect.objectContaining({
        code: 'REFERENCE_INVALID',
        message: expect.stringMatching(/^agencies\.csv, line 2, column /) as string,
      }) as Error,
    );
    expect(() => agency(cells)).toThrow(message);
  });

  it('a code that stands twice', () => {
    const row = "A-1,Ủy ban nhân dân,People's Committee,PROVINCE,27,department,,,false";
    const rows = dataRows('agencies.csv', `${HEADER}\n${row}\n${row}\n`);
    expect(() => agenciesFrom(rows, unitRegister)).toThrow('agencies.csv, line 3, column code: is "A-1"');
  });
});
