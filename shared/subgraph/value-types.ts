/** Value types that several subgraphs answer with: plain properties only, so that no resolver is shared. */
import 'reflect-metadata';
import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import type { Confidence as ConfidenceValue, UnitOfMeasure as MeasureValue } from '../kpi/kpi';
import type { PeriodKind as KindValue, Qualifier as QualifierValue } from '../kpi/published-figure';
import type { Tier as TierValue } from '../units/unit';
import { KpiTarget } from './comparison-types';
import { Confidence, PeriodKind, Qualifier, Tier, UnitOfMeasure } from './enums';
import { ReadingFields } from './reading-fields';
import { DateScalar } from './scalars';

@ObjectType({ description: 'A text that figures are quoted from (nguồn số liệu).' })
@Directive('@shareable')
export class FigureSource {
  @Field(() => ID, { description: 'Its number among the source texts (mã nguồn).' })
  id!: string;

  @Field({ description: 'Its title; descriptive where none is printed (tiêu đề).' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who published it; null where the text does not say (đơn vị công bố).',
  })
  publisher?: string | undefined;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of publication; null where undated (ngày công bố).',
  })
  publishedOn?: string | undefined;
}

@ObjectType({
  description:
    'A figure that an authority or the press printed, quoted and never recomputed (số liệu đã công bố).',
})
@Directive('@shareable')
export class PublishedFigure {
  @Field(() => Float, { description: 'The figure as printed, in its unit of measure (giá trị).' })
  value!: number;

  @Field(() => UnitOfMeasure, { description: 'What the figure is counted in (đơn vị tính).' })
  unitOfMeasure!: MeasureValue;

  @Field(() => String, {
    nullable: true,
    description:
      'What was counted, where that is not the KPI itself; such a figure is never the KPI’s value (đại lượng khác).',
  })
  measure?: string | undefined;

  @Field(() => Float, { nullable: true, description: 'The numerator, where printed (tử số).' })
  numerator?: number | undefined;

  @Field(() => Float, { nullable: true, description: 'The denominator, where printed (mẫu số).' })
  denominator?: number | undefined;

  @Field(() => Tier, {
    nullable: true,
    description: 'The tier of agencies it speaks of; null: the whole territory (cấp).',
  })
  tier?: TierValue | undefined;

  @Field(() => Qualifier, { description: 'How exactly it was printed (mức độ chính xác).' })
  qualifier!: QualifierValue;

  @Field(() => PeriodKind, { description: 'What kind of period it speaks of (loại kỳ).' })
  periodKind!: KindValue;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day up to which it speaks; null for a full period (tính đến ngày).',
  })
  asOf?: string | undefined;

  @Field({ description: 'The words that hold the figure, in Vietnamese (trích dẫn).' })
  quote!: string;

  @Field(() => String, { nullable: true, description: 'What a reader should know about it (ghi chú).' })
  note?: string | undefined;

  @Field(() => FigureSource, { description: 'The text it is quoted from (nguồn).' })
  source!: FigureSource;
}

@ObjectType({ description: 'A KPI for one tier of handling agencies (giá trị theo cấp của cơ quan).' })
@Directive('@shareable')
export class KpiTierValue extends ReadingFields {
  @Field(() => Tier, { description: 'The tier of the agencies (cấp).' })
  tier!: TierValue;

  @Field(() => KpiTarget, {
    nullable: true,
    description: 'The strictest target that applies to this tier; null where none does (chỉ tiêu áp dụng).',
  })
  target!: KpiTarget | null;
}

@ObjectType({
  description: 'A count that stands beside a KPI’s value, such as that of one type (số liệu chi tiết).',
})
@Directive('@shareable')
export class KpiBreakdownItem extends ReadingFields {
  @Field(() => ID, { description: 'Its code within the KPI: `enterprise` (mã).' })
  code!: string;

  @Field({ description: 'What is counted, in English with the Vietnamese words (nội dung).' })
  name!: string;
}

@ObjectType({
  description:
    'A value to reach, set by one issuer, with how surely it is known; unverified ones are listed and never applied (chỉ tiêu).',
})
@Directive('@shareable')
export class TargetDefinition {
  @Field(() => Float, {
    description: 'The value to reach, in the indicator’s unit of measure (giá trị chỉ tiêu).',
  })
  value!: number;

  @Field(() => Tier, { nullable: true, description: 'The tier of agencies it is set for; null: all (cấp).' })
  tier?: TierValue | undefined;

  @Field(() => DateScalar, { nullable: true, description: 'The day it holds from (hiệu lực từ).' })
  from?: string | undefined;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day by which it is to be reached (thời hạn).',
  })
  by?: string | undefined;

  @Field({ description: 'Who set it (cơ quan ban hành).' })
  issuer!: string;

  @Field({ description: 'The decision or resolution that sets it (căn cứ pháp lý).' })
  legalBasis!: string;

  @Field(() => Confidence, { description: 'How surely it is known (mức độ tin cậy).' })
  confidence!: ConfidenceValue;

  @Field(() => String, {
    nullable: true,
    description:
      'The words that state it, in Vietnamese; null where none of the source texts does (trích dẫn).',
  })
  quote?: string | undefined;

  @Field(() => FigureSource, { nullable: true, description: 'The text it is quoted from (nguồn).' })
  source?: FigureSource | undefined;
}

@ObjectType({
  description: 'A target in words without a number: nothing is measured against it (chỉ tiêu định tính).',
})
@Directive('@shareable')
export class QualitativeTarget {
  @Field({ description: 'What is to be reached, in English with the Vietnamese words (nội dung).' })
  statement!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day by which it is to be reached (thời hạn).',
  })
  by?: string | undefined;

  @Field({ description: 'Who set it (cơ quan ban hành).' })
  issuer!: string;

  @Field({ description: 'The words that state it, in Vietnamese (trích dẫn).' })
  quote!: string;

  @Field(() => FigureSource, { description: 'The text it is quoted from (nguồn).' })
  source!: FigureSource;
}
