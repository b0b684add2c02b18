/** The KPIs of citizen feedback (phản ánh kiến nghị). Points and clocks: QĐ 766/QĐ-TTg, group 5. */
import { declareSystem } from '../../shared/kpi/kpi';

/** Duplicates and refused tickets are not received ones; they are shown apart. */
export const RECEIVED = "NOT r.is_duplicate AND r.status <> 'refused'";
const REFUSED = "NOT r.is_duplicate AND r.status = 'refused'";

const rate = { unit: 'PERCENT', decimals: 2, direction: 'HIGHER_IS_BETTER', aggregation: 'RATIO' } as const;
const tiers = ['DISTRICT', 'COMMUNE'] as const;

export const feedback = declareSystem({
  name: 'feedback',
  typeName: 'Feedback',
  title: { vi: 'Phản ánh kiến nghị', en: 'Citizen feedback' },
  kpis: [
    {
      code: 'FBK-01',
      field: 'received',
      name: { vi: 'Số phản ánh, kiến nghị tiếp nhận', en: 'Feedback received' },
      definition: {
        vi: 'Số phản ánh, kiến nghị tiếp nhận trong kỳ, không tính phản ánh trùng và bị từ chối.',
        en: 'Tickets received in the period, without duplicates and refused ones.',
      },
      unit: 'COUNT',
      decimals: 0,
      direction: 'NEUTRAL',
      aggregation: 'SUM',
      tiers,
      counts: { records: 'ticket', on: 'received_at', where: RECEIVED, numerator: 'true' },
      breakdown: [
        {
          code: 'duplicate',
          name: { vi: 'trùng lặp', en: 'Duplicates' },
          counts: { records: 'ticket', on: 'received_at', where: 'r.is_duplicate', numerator: 'true' },
        },
        {
          code: 'refused',
          name: { vi: 'bị từ chối', en: 'Refused' },
          counts: { records: 'ticket', on: 'received_at', where: REFUSED, numerator: 'true' },
        },
      ],
    },
    {
      code: 'FBK-02',
      field: 'processedRate',
      name: { vi: 'Tỷ lệ xử lý phản ánh, kiến nghị', en: 'Processed rate' },
      definition: {
        vi: 'Số phản ánh tiếp nhận trong kỳ đã xử lý tính đến ngày dữ liệu, chia cho số tiếp nhận trong kỳ.',
        en: 'Tickets received in the period and processed by the as-of date, of all tickets received in the period.',
      },
      ...rate,
      tiers,
      counts: {
        records: 'ticket',
        on: 'received_at',
        where: RECEIVED,
        numerator: 'r.processed_at IS NOT NULL',
        denominator: 'true',
      },
    },
    {
      code: 'FBK-03',
      field: 'onTimeRate',
      name: { vi: 'Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn', en: 'On-time rate' },
      definition: {
        vi: 'Số phản ánh tiếp nhận trong kỳ xử lý không quá hạn, chia cho số đã xử lý có hạn. Hạn là hạn ghi trên từng phản ánh.',
        en: "Tickets received in the period and processed by their due date, of those processed that have one. The due date is the ticket's own.",
      },
      ...rate,
      tiers,
      counts: {
        records: 'ticket',
        on: 'received_at',
        where: `${RECEIVED} AND r.processed_at IS NOT NULL AND r.due_at IS NOT NULL`,
        numerator: 'r.processed_at <= r.due_at',
        denominator: 'true',
      },
    },
    {
      code: 'FBK-04',
      field: 'satisfactionScore',
      name: { vi: 'Điểm hài lòng trung bình', en: 'Mean satisfaction score' },
      definition: {
        vi: 'Tổng điểm đánh giá chia cho số phản ánh được đánh giá, thang điểm 1–5.',
        en: 'Sum of ratings divided by rated tickets, on a scale of 1 to 5.',
      },
      unit: 'SCORE',
      decimals: 2,
      direction: 'HIGHER_IS_BETTER',
      aggregation: 'WEIGHTED_MEAN',
      tiers,
      counts: {
        records: 'ticket',
        on: 'received_at',
        where: RECEIVED,
        numerator: { sum: 'r.rating' },
        denominator: 'r.rating IS NOT NULL',
      },
    },
    {
      code: 'FBK-05',
      field: 'satisfactionRate',
      name: { vi: 'Tỷ lệ hài lòng trong xử lý phản ánh, kiến nghị', en: 'Satisfaction rate' },
      definition: {
        vi: 'Số phản ánh không bị đánh giá kém (1–2 điểm), không phản ánh lại và không xử lý trễ hạn, chia cho số tiếp nhận (QĐ 766/QĐ-TTg).',
        en: 'Tickets neither disliked (rated 1 or 2), repeated nor processed late, of all tickets received (QĐ 766/QĐ-TTg).',
      },
      ...rate,
      tiers,
      targets: [
        {
          value: 90,
          from: '2022-01-01', // only the year is known
          issuer: 'Prime Minister',
          confidence: 'SEEN_IN_PUBLIC_MATERIAL',
          legalBasis: 'QĐ 766/QĐ-TTg 2022 (full points from 90 %)',
        },
      ],
      counts: {
        records: 'ticket',
        on: 'received_at',
        where: RECEIVED,
        numerator:
          'coalesce(r.rating > 2, true) AND NOT r.reopened AND coalesce(r.processed_at <= r.due_at, true)',
        denominator: 'true',
      },
    },
    {
      code: 'FBK-06',
      field: 'mobileAnsweredRate',
      name: { vi: 'Tỷ lệ tiếp nhận và trả lời trên thiết bị di động', en: 'Received and answered on mobile' },
      definition: {
        vi: 'Số phản ánh gửi từ thiết bị di động trong kỳ đã được trả lời, chia cho số gửi từ thiết bị di động (cách hiểu của dự án).',
        en: "Tickets sent from mobile devices in the period and answered, of those sent from mobile devices (the project's own reading of the published wording).",
      },
      ...rate,
      tiers: [],
      counts: {
        records: 'ticket',
        on: 'sent_at',
        where: "r.channel = 'mobile'",
        numerator: 'r.answered_at IS NOT NULL',
        denominator: 'true',
      },
    },
    {
      code: 'FBK-07',
      field: 'agenciesOnPlatformRate',
      name: {
        vi: 'Tỷ lệ cơ quan ứng dụng CNTT trong xử lý phản ánh, kiến nghị',
        en: 'Agencies on the platform',
      },
      definition: {
        vi: 'Số cơ quan có tài khoản hoạt động vào ngày cuối kỳ, chia cho tổng số cơ quan.',
        en: "Agencies with an active account on the period's last day, of all agencies.",
      },
      ...rate,
      tiers: ['PROVINCE', 'DISTRICT', 'COMMUNE'],
      stock: true,
      targets: [
        {
          value: 100,
          from: '2022-03-18', // the day of the programme, NQ 52-NQ/TU
          by: '2025-12-31',
          issuer: 'Bắc Ninh',
          confidence: 'STATED_IN_SOURCE',
          legalBasis: 'Bắc Ninh digital transformation programme to 2025 (source 002); NQ 230/NQ-HĐND 2023',
          quote: '100% các cơ quan Nhà nước cấp tỉnh, cấp huyện, cấp xã ứng dụng công nghệ thông tin',
          source: '002',
        },
      ],
      counts: {
        held: {
          records: 'feedback_account',
          from: ['activated_on'],
          to: ['deactivated_on'],
          each: 'org_code',
        },
        of: 'agencies',
      },
    },
    {
      code: 'FBK-08',
      field: 'byField',
      name: { vi: 'Cơ cấu phản ánh, kiến nghị theo lĩnh vực', en: 'Share by field' },
      definition: {
        vi: 'Số phản ánh của từng lĩnh vực chia cho tổng số tiếp nhận. Là cơ cấu nên không có một giá trị duy nhất.',
        en: 'Tickets of each field of all tickets received. A distribution, so it has no single value.',
      },
      unit: 'PERCENT',
      decimals: 2,
      direction: 'NEUTRAL',
      aggregation: 'RATIO',
      tiers,
      distribution: true,
    },
  ],
});
