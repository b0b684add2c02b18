import type { RecordRow } from '../../shared/import/record-kind';
import { dayOf, parseDay } from '../../shared/period/day';
import { agencies } from '../../shared/reference/registers';
import { demonstrationFaults } from '../../test/demonstration-faults';
import { demonstration } from './demonstration';

/** Every published figure is counted here from the rows alone, as a reader with a spreadsheet would. */
const files = rowsOf('work_file');
const documents = rowsOf('document');

const open = (row: RecordRow) => row.is_secret === 'false';
const outgoing = documents.filter((row) => row.direction === 'out' && open(row));
const signed = outgoing.filter((row) => row.agency_signed === 'true' && row.signer_signed === 'true');

describe("the mean of the agencies' own rates is the published one", () => {
  const signedFiles = new Set(signed.map((row) => row.work_file_code));

  it.each([
    ['2022-01-01', '2022-12-31', 93.78, 92.53, 94.57],
    ['2023-01-01', '2023-10-09', 94.6, 95.5, 97.5],
    ['2023-01-01', '2023-12-31', 96.25, 96.72, 98.3],
  ])('from %s to %s: %d, %d and %d in province, districts and communes', (from, to, ...published) => {
    const closed = files.filter((row) => open(row) && within(row.closed_on, from, to));
    const means = ['PROVINCE', 'DISTRICT', 'COMMUNE'].map((tier) => {
      const rates = [...byAgency(closed)]
        .filter(([code]) => tierOf(code) === tier)
        .map(([, own]) => own.filter((row) => signedFiles.has(row.file_code)).length / own.length);
      return Number(((rates.reduce((a, b) => a + b) / rates.length) * 100).toFixed(2));
    });
    expect(means).toEqual(published);
  });

  it('in which secret files, of which there are some, would make a difference', () => {
    const secret = files.filter((row) => !open(row));
    expect(secret.length).toBeGreaterThan(0);
    const codes = new Set(secret.map((row) => row.file_code));
    const within = documents.filter((row) => codes.has(row.work_file_code));
    expect(within.filter(open)).toEqual([]);
  });
});

describe('in 2022 one agency signed nothing', () => {
  const issued = agenciesOf(outgoing.filter((row) => within(row.issued_date, '2022-01-01', '2022-12-31')));
  const signing = agenciesOf(signed.filter((row) => within(row.issued_date, '2022-01-01', '2022-12-31')));

  it('Xã Ninh Xá in Thuận Thành, which issued documents, and no other that issued any', () => {
    expect([...issued].filter((code) => !signing.has(code))).toEqual(['UBND-09445']);
  });

  it('not its namesake in Bắc Ninh city', () => {
    expect(signing.has('UBND-09184')).toBe(true);
  });

  it("and all 135 People's Committees issued some", () => {
    const committees = agencies.filter(({ code }) => code.startsWith('UBND-'));
    expect(committees).toHaveLength(135);
    expect(committees.filter(({ code }) => !issued.has(code))).toEqual([]);
  });
});

describe('demonstration records', () => {
  it('bear their mark in their codes, each a code of its own', () => {
    for (const codes of [files.map((row) => row.file_code), documents.map((row) => row.document_id)]) {
      expect(codes.filter((code) => code?.startsWith('DEMO-') !== true)).toEqual([]);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('belong together: each document to a file of its own agency, as many as the file says', () => {
    const held = new Map<string, number>();
    for (const { work_file_code: file = '', org_code: agency = '' } of documents) {
      held.set(`${file} ${agency}`, (held.get(`${file} ${agency}`) ?? 0) + 1);
    }
    const said = files.map(({ file_code: file = '', org_code: agency = '', doc_total: total }) => [
      `${file} ${agency}`,
      Number(total),
    ]);
    expect(JSON.stringify([...held]) === JSON.stringify(said)).toBe(true);
  });

  it('pass the checks of an import, which a first start spares itself', () => {
    expect(demonstrationFaults(demonstration).slice(0, 10)).toEqual([]);
  });

  it('are the same every time', () => {
    expect(JSON.stringify(rowsOf('work_file')) === JSON.stringify(files)).toBe(true);
    const again = rowsOf('document', 10_000);
    expect(JSON.stringify(again) === JSON.stringify(documents.slice(0, again.length))).toBe(true);
  });

  it('tell of nothing after the last of October 2024', () => {
    const happened = [
      ...files.flatMap((row) => [row.opened_on, row.closed_on]),
      ...documents.flatMap((row) => [row.issued_date, row.arrival_date, row.finished_at]),
    ];
    const late = happened.filter((text) => text !== undefined && !within(text, '0001-01-01', '2024-10-31'));
    expect(late).toEqual([]);
    expect(demonstration.asOf).toEqual(new Date('2024-10-31T23:59:59+07:00'));
  });
});

function rowsOf(kind: string, first = Infinity): RecordRow[] {
  const found: RecordRow[] = [];
  for (const row of demonstration.files.find((file) => file.kind.name === kind)?.rows() ?? []) {
    found.push(row);
    if (found.length >= first) break;
  }
  return found;
}

function byAgency(rows: readonly RecordRow[]): ReadonlyMap<string, RecordRow[]> {
  const groups = new Map<string, RecordRow[]>();
  for (const row of rows) {
    const { org_code: agency = '' } = row;
    groups.set(agency, [...(groups.get(agency) ?? []), row]);
  }
  return groups;
}

function agenciesOf(rows: readonly RecordRow[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.org_code ?? ''));
}

function tierOf(code: string): string | undefined {
  return agencies.find((agency) => agency.code === code)?.tier;
}

/** Whether a day, or an instant's Vietnamese day, lies between two days, both included. */
function within(text: string | undefined, from: string, to: string): boolean {
  if (text === undefined) return false;
  const day = text.includes('T') ? dayOf(new Date(text)) : parseDay(text);
  return from <= day && day <= to;
}
