/** The KPIs of online public services (dịch vụ công trực tuyến). Formulas: QĐ 766/QĐ-TTg, as far as the records tell. */
import { declareSystem } from '../../shared/kpi/kpi';

const rate = { unit: 'PERCENT', decimals: 2, direction: 'HIGHER_IS_BETTER', aggregation: 'RATIO' } as const;
const tiers = ['PROVINCE', 'DISTRICT', 'COMMUNE'] as const;
/** Procedures are told by the province and its communes; a district's are part of the total. */
const procedureTiers = ['PROVINCE', 'COMMUNE'] as const;

const ONLINE = "online_level IN ('partial', 'full')";
const FILED_ONLINE = "r.channel = '2'";

/** Each procedure once, however many agencies offer it. */
const procedures = {
  records: 'procedure',
  from: ['valid_from'],
  to: ['valid_to'],
  each: 'procedure_code',
} as const;

/** A dossier that was refused, or not yet taken in, is not received; a withdrawn or stopped one is not resolved. */
const received = { records: 'dossier', on: 'received_at', where: "r.status NOT IN ('1', '3')" } as const;
const RESOLVED = "r.status IN ('9', '10')";
const resolved = { records: 'dossier', on: 'finished_at', where: RESOLVED } as const;

const national = { issuer: 'Prime Minister', confidence: 'SEEN_IN_PUBLIC_MATERIAL' } as const;
/** Of the decisions only the year is known from which they hold. */
const QD_766 = { ...national, from: '2022-01-01' } as const;
const FULL_POINTS_80 = { ...QD_766, value: 80, legalBasis: 'QĐ 766/QĐ-TTg 2022 (full points from 80 %)' };
const QD_942 = { ...national, from: '2021-01-01', by: '2025-12-31' } as const;

export const publicServices = declareSystem({
  name: 'public-services',
  typeName: 'PublicService',
  title: { vi: 'Dịch vụ công trực tuyến', en: 'Online public services' },
  kpis: [
    {
      code: 'PSV-01',
      field: 'proceduresOnlineRate',
      name: {
        vi: 'Tỷ lệ thủ tục hành chính cung cấp dịch vụ công trực tuyến',
        en: 'Procedures offered online',
      },
      definition: {
        vi: 'Số thủ tục hành chính có dịch vụ công trực tuyến một phần hoặc toàn trình vào ngày cuối kỳ, chia cho số thủ tục thuộc thẩm quyền. Mỗi thủ tục chỉ tính một lần, nên không cộng các xã với nhau. Cách gọi cũ là mức độ 3 và 4.',
        en: "Procedures with a partial or full online service on the period's last day, of the procedures under the unit's authority. Each procedure counts once, so communes do not add up. Formerly called levels 3 and 4.",
      },
      ...rate,
      decimals: 1,
      tiers: procedureTiers,
      stock: true,
      targets: [FULL_POINTS_80],
      counts: { held: { ...procedures, where: `r.${ONLINE}` }, of: procedures },
    },
    {
      code: 'PSV-02',
      field: 'fullProcessRate',
      name: {
        vi: 'Tỷ lệ dịch vụ công toàn trình trên thủ tục đủ điều kiện',
        en: 'Full-process services among eligible procedures',
      },
      definition: {
        vi: 'Số thủ tục đủ điều kiện có dịch vụ công trực tuyến toàn trình vào ngày cuối kỳ, chia cho số thủ tục đủ điều kiện (không phải trên mọi thủ tục).',
        en: "Eligible procedures with a full-process online service on the period's last day, of the eligible procedures (not of all).",
      },
      ...rate,
      tiers: [],
      stock: true,
      targets: [
        { ...QD_942, value: 100, legalBasis: 'QĐ 942/QĐ-TTg 2021 (all eligible procedures at level 4)' },
        {
          value: 80,
          from: '2022-03-18', // the day of the programme, NQ 52-NQ/TU
          by: '2025-12-31',
          issuer: 'Bắc Ninh',
          legalBasis: 'Bắc Ninh digital transformation programme to 2025 (source 002): on multiple devices',
          confidence: 'STATED_IN_SOURCE',
          quote: '80% dịch vụ công trực tuyến mức độ 4',
          source: '002',
        },
      ],
      counts: {
        held: { ...procedures, where: "r.eligible_full AND r.online_level = 'full'" },
        of: { ...procedures, where: 'r.eligible_full' },
      },
    },
    {
      code: 'PSV-03',
      field: 'servicesUsedRate',
      name: { vi: 'Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ', en: 'Online services with dossiers' },
      definition: {
        vi: 'Trong số dịch vụ công trực tuyến cung cấp vào ngày cuối kỳ, tỷ lệ dịch vụ có ít nhất một hồ sơ nộp trực tuyến được tiếp nhận trong kỳ. Chỉ tính hồ sơ của thủ tục thuộc thẩm quyền cấp xử lý; dịch vụ đã ngừng trước ngày cuối kỳ không tính ở cả tử số và mẫu số (cách hiểu của dự án).',
        en: "Of the online services published on the period's last day, those with at least one dossier filed online and received in the period. Only dossiers count whose procedure is under the handling agency's tier; a service that ended before the last day counts in neither numerator nor denominator (the project's own reading).",
      },
      ...rate,
      tiers: procedureTiers,
      counts: {
        used: {
          records: 'dossier',
          on: 'received_at',
          each: 'procedure_code',
          where: `${received.where} AND ${FILED_ONLINE}`,
        },
        of: { ...procedures, where: `r.${ONLINE}` },
      },
    },
    {
      code: 'PSV-04',
      field: 'filedOnlineRate',
      name: { vi: 'Tỷ lệ hồ sơ nộp trực tuyến', en: 'Dossiers filed online' },
      definition: {
        vi: 'Số hồ sơ nộp trực tuyến được tiếp nhận trong kỳ, chia cho số hồ sơ tiếp nhận trong kỳ. Đơn giản hóa: không nhân tỷ lệ đồng bộ và không xét kết quả điện tử như cổng quốc gia (cách hiểu của dự án).',
        en: "Dossiers filed online and received in the period, of the dossiers received in the period. Simplified: unlike the national portal it neither multiplies by the sync rate nor asks for an e-result (the project's own reading).",
      },
      ...rate,
      tiers,
      targets: [{ ...QD_766, value: 50, legalBasis: 'QĐ 766/QĐ-TTg 2022 (full points from 50 %)' }],
      counts: { ...received, numerator: FILED_ONLINE, denominator: 'true' },
    },
    {
      code: 'PSV-05',
      field: 'resolvedOnlineRate',
      name: { vi: 'Tỷ lệ hồ sơ giải quyết trực tuyến', en: 'Dossiers resolved online' },
      definition: {
        vi: 'Số hồ sơ nộp trực tuyến được giải quyết xong trong kỳ, chia cho số hồ sơ giải quyết xong trong kỳ. Tỷ lệ chung là tỷ lệ của tổng, không phải trung bình của các cấp.',
        en: 'Dossiers resolved in the period that were filed online, of the dossiers resolved in the period. The overall rate is that of the sums, not a mean of the tiers.',
      },
      ...rate,
      tiers,
      targets: [
        {
          ...national,
          value: 20,
          from: '2019-03-07',
          by: '2020-12-31',
          issuer: 'Government',
          legalBasis: 'NQ 17/NQ-CP 2019',
        },
        { ...QD_942, value: 80, legalBasis: 'QĐ 942/QĐ-TTg 2021 (dossiers fully online)' },
      ],
      counts: { ...resolved, numerator: FILED_ONLINE, denominator: 'true' },
    },
    {
      code: 'PSV-06',
      field: 'onTimeRate',
      name: { vi: 'Tỷ lệ hồ sơ giải quyết đúng hạn, trước hạn', en: 'Dossiers on time' },
      definition: {
        vi: 'Số hồ sơ giải quyết xong trong kỳ không quá hạn, sau khi trừ thời gian chờ bổ sung, chia cho số hồ sơ có hạn giải quyết xong trong kỳ. Yêu cầu bổ sung quá một lần là trễ hạn. Không tính hồ sơ đang xử lý còn trong hạn (cách hiểu của dự án).',
        en: "Dossiers resolved in the period by their due date, the time waited for a supplement taken off, of the dossiers with a due date resolved in the period. More than one request for a supplement counts as late. Dossiers in progress and not yet due are left out (the project's own reading).",
      },
      ...rate,
      tiers,
      counts: {
        ...resolved,
        where: `${RESOLVED} AND r.due_at IS NOT NULL`,
        numerator:
          "r.supplement_requests <= 1 AND r.finished_at - r.supplement_seconds * interval '1 second' <= r.due_at",
        denominator: 'true',
      },
    },
    {
      code: 'PSV-07',
      field: 'digitisedRate',
      name: { vi: 'Tỷ lệ số hóa hồ sơ, kết quả', en: 'Dossiers digitised' },
      definition: {
        vi: 'Số hồ sơ giải quyết xong trong kỳ có thành phần hồ sơ số hóa và tệp kết quả điện tử, chia cho số hồ sơ giải quyết xong trong kỳ. Coi mọi hồ sơ đã giải quyết đều phải có kết quả (cách hiểu của dự án).',
        en: "Dossiers resolved in the period with digitised components and an electronic result, of the dossiers resolved in the period. Every resolved dossier is taken to be due a result (the project's own reading).",
      },
      ...rate,
      tiers,
      targets: [FULL_POINTS_80],
      counts: {
        ...resolved,
        numerator: 'r.has_digitised_component AND r.result_file IS NOT NULL',
        denominator: 'true',
      },
    },
    {
      code: 'PSV-08',
      field: 'paidOnlineRate',
      name: { vi: 'Tỷ lệ hồ sơ thanh toán trực tuyến', en: 'Dossiers paid online' },
      definition: {
        vi: 'Số hồ sơ có phí, lệ phí giải quyết xong trong kỳ đã thanh toán trực tuyến (qua cổng quốc gia hoặc cổng của bộ, tỉnh), chia cho số hồ sơ có phí, lệ phí giải quyết xong trong kỳ. Tính theo ngày giải quyết xong là cách hiểu của dự án.',
        en: "Dossiers with a fee resolved in the period and paid online (on the national portal or through a ministry's or the province's gateway), of the dossiers with a fee resolved in the period. Counting by the day resolved is the project's own reading.",
      },
      ...rate,
      tiers,
      counts: {
        ...resolved,
        where: `${RESOLVED} AND r.fee_due_vnd > 0`,
        numerator: "r.online_payment IN ('1', '2')",
        denominator: 'true',
      },
    },
  ],
});
