/** The KPIs of the document and work-file system (hệ thống quản lý văn bản và điều hành). */
import { declareSystem } from '../../shared/kpi/kpi';
import { TIME_ZONE } from '../../shared/period/day';

const tiers = ['PROVINCE', 'DISTRICT', 'COMMUNE'] as const;
const rate = {
  unit: 'PERCENT',
  decimals: 2,
  direction: 'HIGHER_IS_BETTER',
  aggregation: 'RATIO',
  tiers,
} as const;

/** Documents that bear a state secret are outside every figure; the same holds for work files. */
const OUTGOING = "r.direction = 'out' AND NOT r.is_secret";
const INCOMING = "r.direction = 'in' AND NOT r.is_secret";
const FINISHED_ON = `(r.finished_at AT TIME ZONE '${TIME_ZONE}')::date`;
const SIGNED = 'r.agency_signed AND r.signer_signed';

/** Only the year is known from which it holds. */
const NATIONAL = {
  from: '2020-01-01',
  by: '2025-12-31',
  issuer: 'Prime Minister',
  legalBasis: 'QĐ 749/QĐ-TTg 2020',
  confidence: 'SEEN_IN_PUBLIC_MATERIAL',
} as const;
/** From the day of the programme, NQ 52-NQ/TU. */
const PROVINCIAL = {
  from: '2022-03-18',
  by: '2025-12-31',
  issuer: 'Bắc Ninh',
  confidence: 'STATED_IN_SOURCE',
  legalBasis: 'Bắc Ninh digital transformation programme to 2025 (source 002); NQ 230/NQ-HĐND 2023',
  source: '002',
} as const;

export const documents = declareSystem({
  name: 'documents',
  typeName: 'Document',
  title: { vi: 'Văn bản và hồ sơ công việc', en: 'Documents and work files' },
  kpis: [
    {
      code: 'DOC-01',
      field: 'onlineProcessingRate',
      name: { vi: 'Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng', en: 'Work files processed online' },
      definition: {
        vi: 'Số hồ sơ công việc đóng trong kỳ được xử lý hoàn toàn trên hệ thống, chia cho tổng số hồ sơ đóng trong kỳ, không tính hồ sơ mật.',
        en: 'Work files closed in the period entirely in the system, of all closed in the period, state-secret files excluded from both.',
      },
      ...rate,
      targets: [
        { ...NATIONAL, value: 90, tier: 'PROVINCE' },
        { ...NATIONAL, value: 80, tier: 'DISTRICT' },
        { ...NATIONAL, value: 60, tier: 'COMMUNE' },
        { ...PROVINCIAL, value: 90, tier: 'PROVINCE', quote: '90% hồ sơ công việc tại cấp tỉnh' },
        { ...PROVINCIAL, value: 80, tier: 'DISTRICT', quote: '80% hồ sơ công việc tại cấp huyện' },
        { ...PROVINCIAL, value: 80, tier: 'COMMUNE', quote: '80% hồ sơ công việc tại cấp xã' },
      ],
      counts: {
        records: 'work_file',
        on: 'closed_on',
        where: 'NOT r.is_secret',
        numerator: 'r.processed_online',
        denominator: 'true',
      },
    },
    {
      code: 'DOC-02',
      field: 'signedRate',
      name: { vi: 'Tỷ lệ văn bản điện tử đi được ký số', en: 'Outgoing documents digitally signed' },
      definition: {
        vi: 'Số văn bản đi có chữ ký số của cơ quan và của người ký, chia cho số văn bản đi phát hành trong kỳ, không tính văn bản mật.',
        en: "Outgoing documents with the agency's and the signer's digital signature, of outgoing documents issued in the period, secret ones excluded.",
      },
      ...rate,
      counts: {
        records: 'document',
        on: 'issued_date',
        where: OUTGOING,
        numerator: SIGNED,
        denominator: 'true',
      },
    },
    {
      code: 'DOC-03',
      field: 'processedAndSignedRate',
      name: {
        vi: 'Tỷ lệ xử lý hồ sơ công việc và ký số văn bản điện tử (trung bình)',
        en: 'Processing-and-signing rate, mean of agencies',
      },
      definition: {
        vi: 'Trung bình cộng tỷ lệ của các cơ quan: số hồ sơ công việc đóng trong kỳ có văn bản đi ký số, chia cho số hồ sơ đóng (cách hiểu của dự án; công thức chưa được công bố). Tử số là tổng tỷ lệ, mẫu số là số cơ quan.',
        en: "Unweighted mean over agencies of each one's work files closed in the period with a signed outgoing document, of its work files closed (the project's own reading: the formula is not published). Numerator: sum of the agencies' rates; denominator: their number.",
      },
      ...rate,
      aggregation: 'MEAN_OF_RATES',
      counts: {
        records: 'work_file',
        on: 'closed_on',
        where: 'NOT r.is_secret',
        perAgency: 'rate',
        joined: { records: 'document', by: 'work_file_code', to: 'file_code' },
        numerator: `r.file_code IN (SELECT work_file_code FROM document r WHERE ${OUTGOING} AND ${SIGNED} AND r.issued_date IS NOT NULL)`,
        denominator: 'true',
      },
    },
    {
      code: 'DOC-04',
      field: 'exchangedRate',
      name: { vi: 'Tỷ lệ văn bản gửi nhận qua trục liên thông', en: 'Documents exchanged electronically' },
      definition: {
        vi: 'Số văn bản đi gửi qua trục liên thông, chia cho số văn bản đi gửi cơ quan khác trong kỳ.',
        en: 'Outgoing documents sent through the interconnection axis, of outgoing documents sent to other agencies in the period.',
      },
      ...rate,
      counts: {
        records: 'document',
        on: 'issued_date',
        where: OUTGOING,
        numerator: "r.channel = 'axis'",
        denominator: 'r.channel IS NOT NULL',
      },
    },
    {
      code: 'DOC-05',
      field: 'onTimeRate',
      name: { vi: 'Tỷ lệ văn bản đến xử lý đúng hạn', en: 'Incoming documents handled on time' },
      definition: {
        vi: 'Số văn bản đến có hạn xử lý trong kỳ hoàn thành không quá hạn, chia cho số văn bản đến có hạn trong kỳ.',
        en: 'Incoming documents due in the period and finished by their due date, of incoming documents due in the period.',
      },
      ...rate,
      counts: {
        records: 'document',
        on: 'due_date',
        where: INCOMING,
        numerator: `${FINISHED_ON} <= r.due_date`,
        denominator: 'true',
      },
    },
    {
      code: 'DOC-06',
      field: 'agenciesWithoutSigned',
      name: { vi: 'Số đơn vị không phát sinh văn bản ký số', en: 'Agencies with no signed document' },
      definition: {
        vi: 'Số cơ quan có phát hành văn bản đi trong kỳ nhưng không có văn bản nào được ký số (cách hiểu của dự án: cơ quan không phát hành văn bản thì không tính).',
        en: "Agencies that issued outgoing documents in the period, none of them digitally signed (the project's own reading: one that issued nothing does not count).",
      },
      unit: 'COUNT',
      decimals: 0,
      direction: 'LOWER_IS_BETTER',
      aggregation: 'SUM',
      tiers,
      counts: {
        records: 'document',
        on: 'issued_date',
        where: OUTGOING,
        perAgency: 'none',
        numerator: SIGNED,
        denominator: 'true',
      },
    },
    {
      code: 'DOC-07',
      field: 'meanHandlingDays',
      name: { vi: 'Thời gian xử lý trung bình văn bản đến', en: 'Mean handling time of incoming documents' },
      definition: {
        vi: 'Tổng số ngày từ ngày đến đến ngày hoàn thành, chia cho số văn bản đến hoàn thành trong kỳ.',
        en: 'Days from arrival to completion, of the incoming documents finished in the period.',
      },
      unit: 'DAYS',
      decimals: 1,
      direction: 'LOWER_IS_BETTER',
      aggregation: 'RATIO',
      tiers,
      counts: {
        records: 'document',
        on: 'finished_at',
        where: INCOMING,
        numerator: { sum: `${FINISHED_ON} - r.arrival_date` },
        denominator: 'true',
      },
    },
  ],
});
