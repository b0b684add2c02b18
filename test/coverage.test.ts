/** What was imported says what is known, not what records happen to be there: the cases of `shared/faults/records` that were read wrongly. */
import type { SystemDeclaration } from '../shared/kpi/kpi';
import type { RecordKind, RecordRow } from '../shared/import/record-kind';
import type { Subgraph } from '../shared/subgraph/subgraph';
import { subgraph as feedbackSubgraph } from '../subgraphs/feedback';
import { feedback } from '../subgraphs/feedback/kpis';
import { tickets } from '../subgraphs/feedback/records';
import { subgraph as publicServicesSubgraph } from '../subgraphs/public-services';
import { publicServices } from '../subgraphs/public-services/kpis';
import { procedures } from '../subgraphs/public-services/records';
import { subgraph as signaturesSubgraph } from '../subgraphs/signatures';
import { signatures } from '../subgraphs/signatures/kpis';
import { certificates, officials } from '../subgraphs/signatures/records';
import { subgraph as welfareSubgraph } from '../subgraphs/welfare';
import { welfare } from '../subgraphs/welfare/kpis';
import { beneficiaries } from '../subgraphs/welfare/records';
import { type FigureOf, figureOf, targetOf } from './figure-of';
import { openSystemDatabase, type SystemDatabase } from './system-database';
import { beneficiary, ticket } from './tiny-records';

let system: SystemDatabase;
let figure: FigureOf;

function over(subgraph: Subgraph, declaration: SystemDeclaration): void {
  beforeAll(async () => {
    system = await openSystemDatabase(subgraph);
    figure = figureOf(system, declaration);
  });
  afterAll(() => system.close());
}

/** @param asOf the last day that the file covers */
const takeIn = (kind: RecordKind, rows: readonly RecordRow[], asOf: string) =>
  system.importRows(kind, rows, { asOf: new Date(`${asOf}T23:59:59+07:00`) });

describe('R02: a record of another year takes no figure away', () => {
  over(signaturesSubgraph, signatures);

  const official = (code: string) => ({
    ...{ official_code: code, org_code: 'UBND-256', must_sign: 'true', from_day: '2021-01-01' },
  });
  const certificate = (serial: string, changes: RecordRow) => ({
    ...{ serial, holder_ref: 'C-1', unit_code: '256', medium: 'usb' },
    ...changes,
  });

  it('officials with a certificate', async () => {
    await takeIn(officials, ['O-1', 'O-2'].map(official), '2024-12-31');
    const citizens = { issuer: 'public_ca', type: 'public-citizen', valid_from: '2021-01-01', valid_to: '2026-01-01' }; // prettier-ignore
    await takeIn(certificates, [certificate('S-1', citizens)], '2024-12-31');
    expect(await figure('vn2004.256', '2022', 'SIG-04')).toBe('0 %, 0 of 2, FINAL, COMPUTED');
    const ofOfficial = {
      ...{ issuer: 'government_pki', type: 'official-personal', holder_ref: 'O-1', org_code: 'UBND-256' },
      ...{ valid_from: '2024-05-01', valid_to: '2026-05-01' },
    };
    await takeIn(certificates, [certificate('S-2', ofOfficial)], '2024-12-31');
    expect(await figure('vn2004.256', '2022', 'SIG-04')).toBe('0 %, 0 of 2, FINAL, COMPUTED');
    expect(await figure('vn2004.256', '2024', 'SIG-04')).toBe('50 %, 1 of 2, FINAL, COMPUTED');
  });
});

describe('R02: nor does one that replaces another', () => {
  over(publicServicesSubgraph, publicServices);

  const procedure = (procedure_code: string, changes: RecordRow = {}) => ({
    ...{
      procedure_code,
      name: `Thủ tục ${procedure_code}`,
      authority_level: 'province',
      online_level: 'info',
    },
    ...{ eligible_full: 'true', valid_from: '2022-01-01' },
    ...changes,
  });

  it('procedures online', async () => {
    await takeIn(procedures, [procedure('P-1', { valid_to: '2024-05-01' }), procedure('P-2')], '2024-12-31');
    expect(await figure('vn2004.27', '2022', 'PSV-01')).toBe('0 %, 0 of 2, FINAL, COMPUTED');
    await takeIn(
      procedures,
      [procedure('P-1', { online_level: 'full', valid_from: '2024-05-01' })],
      '2024-12-31',
    );
    // Not 68.5 %, which is published.
    expect(await figure('vn2004.27', '2022', 'PSV-01')).toBe('0 %, 0 of 2, FINAL, COMPUTED');
    expect(await figure('vn2004.27', '2024', 'PSV-01')).toBe('50 %, 1 of 2, FINAL, COMPUTED');
  });
});

describe('R11: a part without a record is a part with none', () => {
  over(feedbackSubgraph, feedback);

  it('the area of a unit of the new map is known where all its parts are covered', async () => {
    const received = (unit_code: string, day: string) =>
      ticket(`${unit_code} ${day}`, {
        ...{ unit_code, sent_at: `${day}T09:00:00+07:00`, received_at: `${day}T09:00:00+07:00` },
        ...{ processed_at: '', assigned_org: 'UBND-256' },
      });
    // 09163, 09166, 09169 and 09256 became 09169; 09163 had no ticket in March.
    await takeIn(
      tickets,
      [
        ...['09166', '09169', '09256'].map((code) => received(code, '2022-03-01')),
        ...['09163', '09166', '09169', '09256'].map((code) => received(code, '2022-04-01')),
      ],
      '2022-04-30',
    );
    for (const unit of ['vn2004.256', 'vn2025.09169']) {
      expect(await figure(unit, '2022-03', 'FBK-01')).toBe('3, FINAL, COMPUTED');
      expect(await figure(unit, '2022-04', 'FBK-01')).toBe('4, FINAL, COMPUTED');
      expect(await figure(unit, '2022', 'FBK-01')).toMatch('7, PROVISIONAL, COMPUTED');
    }
    expect(await figure('vn2004.09163', '2022-03', 'FBK-01')).toBe('0, FINAL, COMPUTED');
    expect(await figure('vn2004.09163', '2022-03', 'FBK-02')).toBe('ZERO_DENOMINATOR, 0 of 0');
    expect(await figure('vn2004.09163', '2022-03', 'FBK-01', 'DISTRICT')).toBe('0, FINAL, COMPUTED');
    for (const [unit, period] of [
      ['vn2004.09163', '2022-02'],
      ['vn2004.09163', '2022-05'],
      // Of the old Bắc Giang nothing is known.
      ['vn2025.24', '2022-03'],
      ['vn2025.07210', '2022-03'],
    ] as const)
      expect(await figure(unit, period, 'FBK-01')).toBe('NO_DATA');
    expect(await figure('vn2004.09163', '2026', 'FBK-01')).toBe('NOT_APPLICABLE');
  });
});

describe('R12: a record of later says nothing of earlier', () => {
  over(welfareSubgraph, welfare);

  it('beneficiaries', async () => {
    const rows = Array.from({ length: 6 }, (_, i) =>
      beneficiary(`Z-${i}`, { unit_code: '09208', entitled_from: '2024-05-01' }),
    );
    expect(await figure('vn2004.09208', '2022-06', 'WEL-01')).toBe('NO_DATA');
    await takeIn(beneficiaries, rows, '2024-12-31');
    expect(await figure('vn2004.09208', '2022-06', 'WEL-01')).toBe('NO_DATA');
    expect(await figure('vn2004.09208', '2024-04', 'WEL-01')).toBe('NO_DATA');
    expect(await figure('vn2004.09208', '2024-05', 'WEL-01')).toBe('6, FINAL, COMPUTED');
    expect(await figure('vn2004.09211', '2024-05', 'WEL-01')).toBe('0, FINAL, COMPUTED');
  });
});

describe('R16: a file without a row says that nothing happened', () => {
  over(feedbackSubgraph, feedback);

  it('in November', async () => {
    const october = ticket('T-1', {
      ...{ unit_code: '256', assigned_org: 'UBND-256', processed_at: '' },
      ...{ sent_at: '2024-10-05T09:00:00+07:00', received_at: '2024-10-05T09:00:00+07:00' },
    });
    await takeIn(tickets, [october], '2024-10-31');
    expect(await figure('vn2004.256', '2024-11', 'FBK-01')).toBe('NO_DATA');
    await takeIn(tickets, [], '2024-11-30');
    expect(await figure('vn2004.256', '2024-11', 'FBK-01')).toBe('0, FINAL, COMPUTED');
    expect(await figure('vn2004.256', '2024-10', 'FBK-01')).toBe('1, FINAL, COMPUTED');
    expect(await figure('vn2004.256', '2024-Q4', 'FBK-01')).toBe('1, PROVISIONAL, COMPUTED');
    expect(await figure('vn2004.256', '2024-12', 'FBK-01')).toBe('NO_DATA');
  });
});

describe('R17: a target is compared with the value before it is rounded', () => {
  over(feedbackSubgraph, feedback);

  it('1,808 satisfied of 2,009 are shown as 90 % and do not reach it', async () => {
    const rows = Array.from({ length: 2009 }, (_, i) =>
      ticket(`R-${i}`, { unit_code: '258', assigned_org: 'UBND-258', rating: i < 201 ? '1' : '5' }),
    );
    await takeIn(tickets, rows, '2023-12-31');
    expect(await figure('vn2004.258', '2023-03', 'FBK-05')).toBe('90 %, 1808 of 2009, FINAL, COMPUTED');
    expect(await targetOf(system, feedback, 'vn2004.258:2023-03:FBK-05')).toEqual({
      ...{ value: 90, attainment: 0.9999, met: false },
    });
  });

  it('and 1,809 of 2,010 do', async () => {
    await takeIn(
      tickets,
      [ticket('R-2009', { unit_code: '258', assigned_org: 'UBND-258', rating: '5' })],
      '2023-12-31',
    );
    expect(await targetOf(system, feedback, 'vn2004.258:2023-03:FBK-05')).toEqual({
      ...{ value: 90, attainment: 1, met: true },
    });
  });
});
