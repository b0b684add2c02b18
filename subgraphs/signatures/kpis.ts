/** The KPIs of digital signatures (chữ ký số): of citizens and enterprises, and of officials and agencies. */
import { declareSystem } from '../../shared/kpi/kpi';
import type { Localised } from '../../shared/units/unit';

const rate = { unit: 'PERCENT', decimals: 2, direction: 'HIGHER_IS_BETTER', aggregation: 'RATIO' } as const;
const count = { unit: 'COUNT', decimals: 0, direction: 'HIGHER_IS_BETTER', aggregation: 'SUM' } as const;
const tiers = ['PROVINCE', 'DISTRICT', 'COMMUNE'] as const;

const certificates = {
  records: 'certificate',
  from: ['valid_from'],
  to: ['valid_to', 'revoked_at'],
} as const;

function ofType(type: string, name: Localised) {
  return { code: type, name, counts: { held: { ...certificates, where: `r.type = '${type}'` } } };
}

const remote = { records: 'signature_event', on: 'signed_at', numerator: 'true' } as const;

const mustSign = {
  records: 'official',
  from: ['from_day'],
  to: ['to_day'],
  where: 'r.must_sign',
  each: 'official_code',
} as const;

export const signatures = declareSystem({
  name: 'signatures',
  typeName: 'Signature',
  title: { vi: 'Chữ ký số', en: 'Digital signatures' },
  kpis: [
    {
      code: 'SIG-01',
      field: 'validCertificates',
      name: { vi: 'Số chứng thư số còn hiệu lực', en: 'Valid certificates' },
      definition: {
        vi: 'Số chứng thư số còn hiệu lực và chưa bị thu hồi vào ngày cuối kỳ, của công dân, doanh nghiệp, cán bộ và cơ quan. Chứng thư của công dân và doanh nghiệp không thuộc cơ quan nào, nên không có cấp. Số đã cấp trong kỳ là một số khác.',
        en: "Certificates valid and not revoked on the period's last day, of citizens, enterprises, officials and agencies. Those of citizens and enterprises belong to no agency, and so to no tier. How many were issued in the period is another figure.",
      },
      ...count,
      tiers,
      stock: true,
      counts: { held: certificates },
      breakdown: [
        ofType('public-citizen', { vi: 'công dân', en: 'Citizens' }),
        ofType('enterprise', { vi: 'doanh nghiệp', en: 'Enterprises' }),
        ofType('official-personal', { vi: 'cán bộ', en: 'Officials' }),
        ofType('official-agency', { vi: 'cơ quan', en: 'Agencies' }),
      ],
    },
    {
      code: 'SIG-02',
      field: 'adultsWithSignatureRate',
      name: { vi: 'Tỷ lệ dân số trưởng thành có chữ ký số', en: 'Adults with a personal signature' },
      definition: {
        vi: 'Số người có chứng thư số cá nhân công cộng còn hiệu lực vào ngày cuối kỳ, mỗi người tính một lần, chia cho dân số trưởng thành.',
        en: "Holders of a valid public certificate for citizens on the period's last day, each counted once, of the adult population.",
      },
      ...rate,
      tiers: [],
      stock: true,
      targets: [
        {
          value: 50,
          by: '2025-12-31',
          issuer: 'Prime Minister',
          legalBasis: 'QĐ 411/QĐ-TTg',
          confidence: 'UNVERIFIED',
        },
      ],
      counts: {
        held: { ...certificates, where: "r.type = 'public-citizen'", each: 'holder_ref' },
        of: { records: 'population', from: ['counted_from'], to: ['counted_to'], sum: 'r.adults' },
      },
    },
    {
      code: 'SIG-03',
      field: 'smesWithSignature',
      name: { vi: 'Số doanh nghiệp nhỏ và vừa có chữ ký số', en: 'SMEs with a signature' },
      definition: {
        vi: 'Số doanh nghiệp siêu nhỏ, nhỏ và vừa có chứng thư số còn hiệu lực vào ngày cuối kỳ, mỗi doanh nghiệp tính một lần. Không tính doanh nghiệp chưa rõ quy mô. Coi doanh nghiệp siêu nhỏ là doanh nghiệp nhỏ và vừa là cách hiểu của dự án.',
        en: "Micro, small and medium enterprises with a valid certificate on the period's last day, each counted once. An enterprise of unknown size does not count. That micro enterprises are among them is the project's own reading.",
      },
      ...count,
      aggregation: 'DISTINCT_COUNT',
      tiers: [],
      stock: true,
      counts: {
        held: {
          ...certificates,
          where: "r.type = 'enterprise' AND r.org_size IN ('micro', 'small', 'medium')",
          each: 'holder_ref',
        },
      },
    },
    {
      code: 'SIG-04',
      field: 'officialsWithCertificateRate',
      name: { vi: 'Tỷ lệ cán bộ có chứng thư số', en: 'Officials with a certificate' },
      definition: {
        vi: 'Số cán bộ thuộc diện phải ký số có chứng thư số cá nhân còn hiệu lực vào ngày cuối kỳ, chia cho số cán bộ phải ký số.',
        en: "Officials who must sign and hold a valid personal certificate on the period's last day, of the officials who must sign.",
      },
      ...rate,
      tiers,
      stock: true,
      counts: {
        held: {
          ...mustSign,
          during: {
            ...certificates,
            where: "during.type = 'official-personal'",
            by: 'holder_ref',
            equals: 'official_code',
          },
        },
        of: mustSign,
      },
    },
    {
      code: 'SIG-05',
      field: 'agenciesWithCertificateRate',
      name: { vi: 'Tỷ lệ cơ quan có chứng thư số tổ chức', en: 'Agencies with an agency certificate' },
      definition: {
        vi: 'Số cơ quan có chứng thư số tổ chức còn hiệu lực vào ngày cuối kỳ, chia cho tổng số cơ quan.',
        en: "Agencies with a valid certificate of their own on the period's last day, of all agencies.",
      },
      ...rate,
      tiers,
      stock: true,
      counts: {
        held: { ...certificates, where: "r.type = 'official-agency'", each: 'org_code' },
        of: 'agencies',
      },
    },
    {
      code: 'SIG-06',
      field: 'remoteSignings',
      name: { vi: 'Số giao dịch ký số từ xa', en: 'Remote-signing transactions' },
      definition: {
        vi: 'Số lần ký số từ xa thành công trong kỳ; lần không thành công nêu riêng.',
        en: 'Successful remote signings in the period; failed ones stand beside them.',
      },
      ...count,
      tiers,
      counts: { ...remote, where: "r.method = 'remote' AND r.result = 'ok'" },
      breakdown: [
        {
          code: 'failed',
          name: { vi: 'không thành công', en: 'Failed' },
          counts: { ...remote, where: "r.method = 'remote' AND r.result = 'failed'" },
        },
      ],
    },
    {
      code: 'SIG-07',
      field: 'validOnCheckRate',
      name: { vi: 'Tỷ lệ chữ ký hợp lệ khi kiểm tra', en: 'Signatures valid on check' },
      definition: {
        vi: 'Số chữ ký ký trong kỳ được kiểm tra là hợp lệ, chia cho số chữ ký ký trong kỳ đã được kiểm tra. Hợp lệ khi toàn vẹn, đúng chuỗi tin cậy, chưa bị thu hồi và còn hạn. Xếp theo ngày ký là cách hiểu của dự án.',
        en: "Signatures made in the period and found valid when checked, of those made in the period that were checked. Valid means integrity and chain of trust are good, not revoked, within validity. Counting by the day of signing is the project's own reading.",
      },
      ...rate,
      tiers,
      counts: {
        records: 'signature_event',
        on: 'signed_at',
        where: "r.verify_result <> 'unknown'",
        numerator: "r.verify_result = 'valid'",
        denominator: 'true',
      },
    },
    {
      code: 'SIG-08',
      field: 'expiringSoon',
      name: { vi: 'Số chứng thư số sắp hết hạn', en: 'Certificates expiring in 30 days' },
      definition: {
        vi: 'Số chứng thư số còn hiệu lực vào ngày cuối kỳ và hết hạn trong vòng 30 ngày sau đó.',
        en: "Certificates valid on the period's last day that expire within the 30 days after it.",
      },
      ...count,
      direction: 'LOWER_IS_BETTER',
      tiers,
      stock: true,
      counts: { held: { ...certificates, from: ['valid_from', { day: 'r.valid_to - 30' }] } },
    },
  ],
});
