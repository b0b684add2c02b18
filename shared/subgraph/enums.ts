/** The enums of the graph, one for each list of the vocabulary: a value's name and its value are the same. */
import { registerEnumType } from 'type-graphql';
import type * as kpi from '../kpi/kpi';
import type * as figure from '../kpi/published-figure';
import type * as reading from '../kpi/reading';
import type * as period from '../period/period';
import type * as peers from '../units/peers';
import type * as unit from '../units/unit';
import type * as order from './kpi-order';
import type { LanguageCode } from './language';

type EnumOf<T extends string> = { readonly [Value in T]: Value };

export const Language = describe<LanguageCode>('Language', 'The language of a text (ngôn ngữ).', {
  VI: 'Vietnamese (tiếng Việt).',
  EN: 'English (tiếng Anh).',
});

export const CodeList = describe<unit.CodeList>(
  'CodeList',
  'A national code list of administrative units (bảng danh mục đơn vị hành chính).',
  {
    VN2004: 'Three tiers, until 2025-06-30 (danh mục ba cấp).',
    VN2025: 'Two tiers, since 2025-07-01 (danh mục hai cấp).',
  },
);

export const AdministrativeLevel = describe<unit.Level>(
  'AdministrativeLevel',
  'The level of a territory (cấp hành chính).',
  {
    PROVINCE: 'Province or centrally run city (cấp tỉnh).',
    DISTRICT: 'District, town or provincial city, until 2025-06-30 (cấp huyện).',
    COMMUNE: 'Commune, ward or township (cấp xã).',
  },
);

export const AdministrativeKind = describe<unit.Kind>(
  'AdministrativeKind',
  'The kind of a unit within its level (loại đơn vị hành chính).',
  {
    PROVINCE: 'Province (tỉnh).',
    MUNICIPALITY: 'Centrally run city (thành phố trực thuộc trung ương).',
    PROVINCIAL_CITY: 'Provincial city (thành phố thuộc tỉnh).',
    TOWN: 'Town (thị xã).',
    RURAL_DISTRICT: 'Rural district (huyện).',
    URBAN_DISTRICT: 'Urban district (quận).',
    WARD: 'Ward (phường).',
    TOWNSHIP: 'Township (thị trấn).',
    COMMUNE: 'Commune (xã).',
  },
);

export const Tier = describe<unit.Tier>(
  'Tier',
  'The tier of the agency that handles, not of the territory (cấp của cơ quan xử lý).',
  {
    PROVINCE: "Departments, boards and the province's People's Committee (cấp tỉnh).",
    DISTRICT: "A district's People's Committee and its offices (cấp huyện).",
    COMMUNE: "A commune's People's Committee (cấp xã).",
  },
);

export const UnitOfMeasure = describe<kpi.UnitOfMeasure>(
  'UnitOfMeasure',
  'What a value is counted in (đơn vị tính).',
  {
    PERCENT: 'Per cent: 89.39 means 89.39 % (phần trăm).',
    COUNT: 'A number of things (số lượng).',
    SCORE: 'Points on a scale of 1 to 5 (điểm).',
    RANK: 'A place in an order, 1 is best (thứ hạng).',
    DAYS: 'Calendar days (ngày).',
    VND: 'Vietnamese đồng (đồng).',
  },
);

export const Direction = describe<kpi.Direction>('Direction', 'Which way is better (chiều hướng).', {
  HIGHER_IS_BETTER: 'Higher is better (càng cao càng tốt).',
  LOWER_IS_BETTER: 'Lower is better (càng thấp càng tốt).',
  NEUTRAL: 'Neither (trung tính).',
});

export const Aggregation = describe<kpi.Aggregation>(
  'Aggregation',
  "How a unit's value comes from what lies below it (cách tổng hợp).",
  {
    SUM: 'The sum of the parts (tổng).',
    RATIO: 'Sum of numerators by sum of denominators, never a mean of rates (tỷ số của các tổng).',
    MEAN: 'The mean of the parts (trung bình).',
    WEIGHTED_MEAN: 'The mean weighted by what was rated (trung bình có trọng số).',
    MEAN_OF_RATES: "The unweighted mean of the agencies' own rates (trung bình cộng tỷ lệ của các cơ quan).",
    DISTINCT_COUNT: 'Counted anew at each level, never summed (đếm không trùng).',
    NONE: 'Cannot be aggregated (không tổng hợp).',
  },
);

export const Confidence = describe<kpi.Confidence>(
  'Confidence',
  'How surely a target is known (mức độ tin cậy).',
  {
    STATED_IN_SOURCE: 'Stated in one of the source texts (nêu trong văn bản nguồn).',
    SEEN_IN_PUBLIC_MATERIAL: 'Seen in other public material (thấy trong tài liệu công khai khác).',
    UNVERIFIED: 'General knowledge, not verified (chưa kiểm chứng).',
  },
);

export const Origin = describe<reading.Origin>(
  'Origin',
  'Where a value comes from, in order of precedence (nguồn gốc giá trị).',
  {
    COMPUTED: 'Computed from operational records (tính từ dữ liệu nghiệp vụ).',
    PUBLISHED: 'Printed by an authority or the press (số liệu đã công bố).',
    DEMONSTRATION: 'From synthetic records, made for demonstration; not a real figure (dữ liệu minh họa).',
  },
);

export const KpiStatus = describe<reading.KpiStatus>('KpiStatus', 'How firm a value is (trạng thái).', {
  FINAL: 'The period is over and the data cover all of it (chính thức).',
  PROVISIONAL: 'The period is open, or the data cover a part of it (tạm tính).',
  MISSING: 'There is no value; `missing` says why (không có giá trị).',
});

export const MissingReason = describe<reading.MissingReason>(
  'MissingReason',
  'Why there is no value; missing is never zero (lý do không có giá trị).',
  {
    NO_DATA:
      'No import covers this unit and period, and no figure is published of them; where one covers them, no record means zero (không có dữ liệu: chưa nạp dữ liệu cho đơn vị và kỳ này).',
    ZERO_DENOMINATOR: 'There is nothing to divide by (mẫu số bằng 0).',
    NOT_PUBLISHED: 'The indicator is only published, and was not for this unit and period (chưa công bố).',
    NOT_APPLICABLE:
      'The unit did not exist in the period, or, of a state on a day, on that day; or the indicator has no single value (không áp dụng).',
    SUPPRESSED:
      'Withheld: it is about too few persons, or such a figure could be inferred from it (ẩn để bảo vệ thông tin cá nhân).',
    UNAVAILABLE:
      'A system that it needs does not answer, where one field stands for several systems; ask again later (hệ thống nguồn không phản hồi).',
  },
);

export const Qualifier = describe<figure.Qualifier>(
  'Qualifier',
  'How exactly a figure was printed (mức độ chính xác khi công bố).',
  {
    EXACT: 'Exactly this (đúng bằng).',
    OVER: 'Over this (trên, hơn).',
    NEARLY: 'Nearly this (gần).',
    IMPLIED: 'Not printed as a number, but said in words (suy ra từ lời văn).',
  },
);

export const PeriodKind = describe<figure.PeriodKind>(
  'PeriodKind',
  'What kind of period a figure speaks of (loại kỳ số liệu).',
  {
    FULL_PERIOD: 'A whole year, quarter or month (trọn kỳ).',
    YEAR_TO_DATE: 'From the first of January to a day (từ đầu năm đến ngày).',
    AS_OF: 'The state on a day (tại thời điểm).',
    CUMULATIVE: 'Since launch, up to a day (lũy kế từ khi triển khai).',
  },
);

export const Grain = describe<period.Grain>('Grain', 'How long periods are (độ dài kỳ).', {
  MONTH: 'Calendar months (tháng).',
  QUARTER: 'Calendar quarters (quý).',
  YEAR: 'Calendar years (năm).',
});

export const Shift = describe<period.Shift>('Shift', 'Which earlier period to compare with (kỳ so sánh).', {
  PREVIOUS_PERIOD: 'The period of the same length just before (kỳ liền trước).',
  SAME_PERIOD_LAST_YEAR: 'The same period of the year before (cùng kỳ năm trước).',
});

export const RankScope = describe<peers.RankScope>(
  'RankScope',
  "Which units to rank among, as they were on the period's last day (phạm vi xếp hạng).",
  {
    SIBLINGS: 'Those of the same parent (các đơn vị cùng cấp trên trực tiếp).',
    SAME_LEVEL_IN_PROVINCE: 'All of the same level in the province (các đơn vị cùng cấp trong tỉnh).',
  },
);

export const KpiOrderField = describe<order.KpiOrderField>(
  'KpiOrderField',
  'What a list of KPIs is ordered by (tiêu chí sắp xếp).',
  {
    VALUE: 'The value; missing ones come last in both directions (giá trị).',
    UNIT: 'The unit, in the order of its code (đơn vị hành chính).',
    PERIOD: 'The period, in the order of time (kỳ).',
    CODE: "The indicator's code (mã chỉ tiêu).",
  },
);

export const SortDirection = describe<order.SortDirection>(
  'SortDirection',
  'Which end of an order comes first (chiều sắp xếp).',
  {
    ASC: 'The smallest, the earliest or the first (tăng dần).',
    DESC: 'The greatest, the latest or the last (giảm dần).',
  },
);

/** The source systems, one value for each system that is registered. */
export function sourceSystemEnum(values: readonly (readonly [name: string, description: string])[]) {
  return describe(
    'SourceSystem',
    'A system that figures come from (hệ thống nguồn).',
    Object.fromEntries(values),
  );
}

function describe<T extends string>(
  name: string,
  description: string,
  values: Readonly<Record<T, string>>,
): EnumOf<T> {
  const names = Object.keys(values) as T[]; // a record's keys are of its key type
  // Each name is mapped to itself, which is what EnumOf says.
  const enumObject = Object.fromEntries(names.map((value) => [value, value])) as EnumOf<T>;
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType<Record<string, string>>(enumObject, { name, description, valuesConfig });
  return enumObject;
}
