/** The arguments of the lists of KPIs, the same for every system. */
import 'reflect-metadata';
import { Field, ID, InputType } from 'type-graphql';
import type { Grain as GrainValue } from '../period/period';
import type { Level } from '../units/unit';
import { AdministrativeLevel, Grain, KpiOrderField, SortDirection } from './enums';
import type { KpiOrder, KpiOrderField as FieldValue, SortDirection as DirectionValue } from './kpi-order';
import type { KpiFilter } from './kpi-selection';
import { PeriodScalar } from './scalars';

@InputType('KpiFilter', {
  description:
    'Which KPIs, of which units, in which periods: either `periods`, or `from`, `to` and `grain` together (bộ lọc).',
})
export class KpiFilterInput implements KpiFilter {
  @Field(() => [ID], {
    nullable: true,
    description: 'Only these indicators of the system; default: all (mã chỉ tiêu).',
  })
  codes?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'These units, by id, instead of `parent` and `level` (đơn vị hành chính).',
  })
  units?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The units below this one that were there on some day of the periods; without `level` those directly below (đơn vị cấp trên).',
  })
  parent?: string | null;

  @Field(() => AdministrativeLevel, {
    nullable: true,
    description:
      'Only units of this level; without `parent`, of those that figures are reported of (cấp hành chính).',
  })
  level?: Level | null;

  @Field(() => [PeriodScalar], { nullable: true, description: 'These periods (các kỳ).' })
  periods?: string[] | null;

  @Field(() => PeriodScalar, {
    nullable: true,
    description: 'Every period of `grain`, from the one that holds its first day (từ kỳ).',
  })
  from?: string | null;

  @Field(() => PeriodScalar, {
    nullable: true,
    description: 'Every period of `grain`, to the one that holds its last day (đến kỳ).',
  })
  to?: string | null;

  @Field(() => Grain, { nullable: true, description: 'How long each period is (độ dài kỳ).' })
  grain?: GrainValue | null;
}

@InputType('KpiOrder', {
  description:
    'The order of a list of KPIs; ties are in the default order: unit, period, indicator (thứ tự).',
})
export class KpiOrderInput implements KpiOrder {
  @Field(() => KpiOrderField, { description: 'What to order by (tiêu chí sắp xếp).' })
  field!: FieldValue;

  @Field(() => SortDirection, {
    defaultValue: 'DESC',
    description: 'Which end comes first (chiều sắp xếp).',
  })
  direction!: DirectionValue;
}
