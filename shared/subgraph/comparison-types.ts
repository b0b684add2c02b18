/** What a KPI is measured by and compared with, as value types: plain properties only, so that no resolver is shared. */
import 'reflect-metadata';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import type { Confidence as ConfidenceValue } from '../kpi/kpi';
import type {
  KpiStatus as StatusValue,
  MissingReason as MissingValue,
  Origin as OriginValue,
} from '../kpi/reading';
import { Confidence, KpiStatus, MissingReason, Origin } from './enums';
import { ReadingFields } from './reading-fields';
import { DateScalar, PeriodScalar } from './scalars';

@ObjectType({
  description:
    'The strictest target that applies to a value, and how far the value has come to it; the indicator lists all (chỉ tiêu áp dụng).',
})
@Directive('@shareable')
export class KpiTarget {
  @Field(() => Float, {
    description: 'The value to reach, in the indicator’s unit of measure (giá trị chỉ tiêu).',
  })
  value!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Value ÷ target, or target ÷ value where lower is better: 1 is reached, more is possible, and less than 1 is never rounded up to it. A computed value is compared before it is rounded, a published one as printed. Null without a value or a better direction (mức độ đạt chỉ tiêu, so trên giá trị chưa làm tròn).',
  })
  attainment!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the target is reached by the value before it is rounded: 89.995 % is shown as 90 and does not reach 90. Null without a value or a better direction (đạt chỉ tiêu, so trên giá trị chưa làm tròn).',
  })
  met!: boolean | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day by which it is to be reached (thời hạn).',
  })
  by!: string | undefined;

  @Field({ description: 'Who set it (cơ quan ban hành).' })
  issuer!: string;

  @Field({ description: 'The decision or resolution that sets it (căn cứ pháp lý).' })
  legalBasis!: string;

  @Field(() => Confidence, { description: 'How surely it is known (mức độ tin cậy).' })
  confidence!: ConfidenceValue;
}

@ObjectType({ description: 'A KPI against its value in an earlier period (so sánh với kỳ trước).' })
@Directive('@shareable')
export class KpiChange {
  @Field(() => PeriodScalar, { description: 'The earlier period (kỳ so sánh).' })
  period!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'The earlier value, in the unit of measure; null when missing (giá trị kỳ trước).',
  })
  value!: number | null;

  @Field(() => Origin, {
    nullable: true,
    description: 'Where the earlier value comes from, which may not be where this one does (nguồn gốc).',
  })
  origin!: OriginValue | null;

  @Field(() => MissingReason, { nullable: true, description: 'Why there is no earlier value (lý do thiếu).' })
  missing!: MissingValue | null;

  @Field(() => KpiStatus, {
    description:
      'How firm the earlier value is: PROVISIONAL where its records cover a part of the earlier period (trạng thái kỳ trước).',
  })
  status!: StatusValue;

  @Field(() => Float, {
    nullable: true,
    description:
      'This value less the earlier one, in the unit of measure: percentage points of a rate. Null where either is missing (chênh lệch).',
  })
  difference!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The difference by the size of the earlier value: 0.05 is 5 % more. Null from zero, and where either is missing (thay đổi tương đối).',
  })
  relative!: number | null;
}

@ObjectType({ description: 'The place of a KPI’s value among those of other units (xếp hạng).' })
@Directive('@shareable')
// The values of all units beside it are read.
@Directive('@cost(weight: 10)')
export class KpiRank {
  @Field(() => Int, {
    description:
      'Its place, 1 is best; equal values share one. Where neither direction is better, higher comes first (thứ hạng).',
  })
  position!: number;

  @Field(() => Int, {
    description: 'How many units have a value; missing ones are not ranked (trên tổng số).',
  })
  of!: number;

  @Field(() => Int, {
    description:
      'How many of the units compared have no value, so that nobody knows where they would stand (số đơn vị không có giá trị).',
  })
  unranked!: number;

  @Field({ description: 'Whether another unit shares the place (đồng hạng).' })
  tied!: boolean;

  @Field(() => Origin, {
    description:
      'The least firm origin of the values compared: DEMONSTRATION as soon as one of them is synthetic (nguồn gốc).',
  })
  origin!: OriginValue;
}

@ObjectType({ description: 'A KPI in one period of a time series (điểm trong chuỗi thời gian).' })
@Directive('@shareable')
export class KpiPoint extends ReadingFields {
  @Field(() => PeriodScalar, { description: 'The period (kỳ).' })
  period!: string;

  @Field(() => KpiStatus, {
    description:
      'How firm the value is: PROVISIONAL where the records cover a part of the period (trạng thái).',
  })
  status!: StatusValue;
}
