/** A value with what is behind it: the fields that every part of a KPI has, be it a tier's, an agency's or a period's. */
import 'reflect-metadata';
import { Field, Float, ObjectType } from 'type-graphql';
import type { MissingReason as MissingValue, Origin as OriginValue } from '../kpi/reading';
import { MissingReason, Origin } from './enums';

@ObjectType()
export abstract class ReadingFields {
  @Field(() => Float, {
    nullable: true,
    description: 'The value in the KPI’s unit of measure; null when missing (giá trị).',
  })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: 'The numerator behind the value (tử số).' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'The denominator behind the value (mẫu số).' })
  denominator!: number | null;

  @Field(() => Origin, { nullable: true, description: 'Where the value comes from (nguồn gốc).' })
  origin!: OriginValue | null;

  @Field(() => MissingReason, { nullable: true, description: 'Why there is no value (lý do thiếu).' })
  missing!: MissingValue | null;
}
