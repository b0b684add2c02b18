/** A numerator is part of its denominator, spans have gaps, and a target is met by the exact value. */
import { tickets } from '../../subgraphs/feedback/records';
import { dossiers, procedures } from '../../subgraphs/public-services/records';
import { certificates, officials, population } from '../../subgraphs/signatures/records';
import { accounts } from '../../subgraphs/feedback/records';
import { account, dossier, procedure, ticket } from '../tiny-records';
import { counted, type Product, startProduct, without } from './product';
import { certificate, official } from './signature-rows';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());
beforeEach(() => product.clear());

const until = '2024-12-31';

describe('R03: who stops to sign and starts again must not sign between', () => {
  const rate = (unit: string, period: string) =>
    product.kpi('signatures.officialsWithCertificateRate', unit, period);

  it('of three officials with certificates one must sign on the last day of 2022', async () => {
    await product.import(
      officials,
      [
        official('O1', { to_day: '2022-01-01' }),
        official('O1', { must_sign: 'false', from_day: '2022-01-01', to_day: '2023-01-01' }),
        official('O1', { from_day: '2023-01-01' }),
        official('O2'),
        official('O3', { org_code: 'UBND-258', to_day: '2022-07-01' }),
        official('O3', { org_code: 'UBND-258', from_day: '2023-07-01' }),
      ],
      { until },
    );
    const of258 = { holder_ref: 'O3', org_code: 'UBND-258', unit_code: '258' };
    const rows = [certificate('S1'), certificate('S2', { holder_ref: 'O2' }), certificate('S3', of258)];
    await product.import(certificates, rows, { until });
    expect(await rate('27', '2022')).toEqual(counted(1, 1));
    expect(await rate('256', '2022')).toEqual(counted(1, 1));
    expect(await rate('258', '2022')).toEqual(without('ZERO_DENOMINATOR'));
    expect(await rate('27', '2021')).toEqual(counted(3, 3));
    expect(await rate('27', '2024')).toEqual(counted(3, 3));
  });

  it('an official who moves takes the certificate of the former agency along', async () => {
    const moves = [
      official('O9', { org_code: 'UBND-259', to_day: '2023-01-01' }),
      official('O9', { org_code: 'UBND-261', from_day: '2023-01-01' }),
    ];
    await product.import(officials, moves, { until });
    const of259 = { holder_ref: 'O9', org_code: 'UBND-259', unit_code: '259' };
    await product.import(certificates, [certificate('S9', of259)], { until });
    expect(await rate('259', '2022')).toEqual(counted(1, 1));
    expect(await rate('259', '2024')).toEqual(without('ZERO_DENOMINATOR'));
    expect(await rate('261', '2024')).toEqual(counted(1, 1));
    expect(await rate('27', '2024')).toEqual(counted(1, 1));
  });

  it('a certificate that is revoked, or is not an official’s, does not count', async () => {
    await product.import(officials, [official('O1'), official('O2'), official('O3')], { until });
    const rows = [
      certificate('S1', { revoked_at: '2023-05-05T10:00:00+07:00' }),
      certificate('S2', { type: 'official-agency', holder_ref: 'O2' }),
      certificate('S3', { holder_ref: 'O3' }),
    ];
    await product.import(certificates, rows, { until });
    expect(await rate('256', '2022')).toEqual(counted(2, 3));
    expect(await rate('256', '2023')).toEqual(counted(1, 3));
  });
});

describe('R04: no numerator is more than its denominator', () => {
  it('a service that was used and is gone by the last day counts in neither', async () => {
    const commune = { online_level: 'full', authority_level: 'commune' };
    const gone = { ...commune, valid_to: '2023-12-15' };
    await product.import(
      procedures,
      [procedure('P1', commune), procedure('P2', gone), procedure('P3', gone)],
      {
        until: '2023-12-31',
      },
    );
    const filed = {
      channel: '2',
      submitted_at: '2023-03-01T08:00:00+07:00',
      received_at: '2023-03-01T09:00:00+07:00',
    };
    const rows = ['P1', 'P2', 'P3'].map((procedure_code) =>
      dossier(procedure_code, { procedure_code, ...filed }),
    );
    await product.import(dossiers, rows, { until: '2023-12-31', coversFrom: '2023-01-01' });
    const rate = (unit: string, period: string) =>
      product.kpi('publicServices.servicesUsedRate', unit, period);
    expect(await rate('09163', '2023')).toEqual(counted(1, 1));
    expect(await rate('09163', '2023-Q1')).toEqual(counted(3, 3));
    expect(await rate('09163', '2023-Q2')).toEqual(counted(0, 3));
    expect(await rate('09166', '2023')).toEqual(counted(0, 1));
  });

  it('a certificate that was no agency’s before it was corrected counts for none', async () => {
    const enterprise = {
      type: 'enterprise',
      holder_ref: 'E1',
      org_code: '',
      unit_code: '258',
      org_size: 'small',
    };
    await product.import(certificates, [certificate('S1', enterprise)], { until: '2024-06-30' });
    await product.import(certificates, [certificate('S1', { type: 'official-agency' })], {
      until: '2024-12-31',
    });
    const rate = (unit: string, period: string) =>
      product.kpi('signatures.agenciesWithCertificateRate', unit, period);
    expect(await rate('258', '2023')).toEqual(counted(0, 15));
    expect(await rate('256', '2024')).toEqual(counted(1, 18));
  });

  it('an account that outlives its agency does not count', async () => {
    const rows = [account('A1', { org_code: 'UBND-09175' }), account('A2', { org_code: 'UBND-09184' })];
    await product.import(accounts, rows, { until });
    const rate = (unit: string, period: string) =>
      product.kpi('feedback.agenciesOnPlatformRate', unit, period);
    expect(await rate('09175', '2024-11')).toEqual(counted(1, 1));
    expect(await rate('09184', '2024-12')).toEqual(counted(1, 1));
  });
});

it('R06: of two counts of a commune’s adults that overlap the later one holds', async () => {
  const counts = (unit_code: string, counted_from: string, adults: string, counted_to = '') => ({
    ...{ unit_code, counted_from, counted_to, adults },
  });
  await product.import(
    population,
    [
      counts('09163', '2022-01-01', '1000'),
      counts('09163', '2023-01-01', '1100'),
      counts('09166', '2022-01-01', '500', '2024-01-01'),
      counts('09166', '2023-01-01', '510'),
    ],
    { until },
  );
  const citizen = {
    type: 'public-citizen',
    holder_ref: 'C1',
    org_code: '',
    unit_code: '09163',
    valid_from: '2022-01-01',
  };
  await product.import(certificates, [certificate('S1', citizen)], { until });
  const rate = (unit: string, period: string) =>
    product.kpi('signatures.adultsWithSignatureRate', unit, period);
  expect(await rate('09163', '2022')).toEqual(counted(1, 1000));
  expect(await rate('09163', '2023')).toEqual(counted(1, 1100));
  expect(await rate('09166', '2023')).toEqual(counted(0, 510));
  expect(await rate('256', '2023')).toEqual(counted(1, 1610));
});

it('R17: 89.995 per cent does not meet a target of 90, though it is shown as 90', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) =>
    ticket(String(i), { unit_code: '258', assigned_org: 'UBND-258', rating: i < 2001 ? '1' : '5' }),
  );
  await product.import(tickets, rows, { until: '2023-12-31' });
  const fields = 'value numerator denominator target { value met }';
  expect(await product.query('feedback.satisfactionRate', '258', '2023-03', fields)).toEqual({
    ...{ value: 90, numerator: 17_999, denominator: 20_000 },
    target: { value: 90, met: false },
  });
});
