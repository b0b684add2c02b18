/** The GraphQL types that follow from a system's KPI declarations, made anew for each subgraph: classes are never shared. */
import 'reflect-metadata';
import { Directive, Field, Float, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { KpiDeclaration, SystemDeclaration } from '../kpi/kpi';
import type {
  KpiStatus as StatusValue,
  MissingReason as MissingValue,
  Origin as OriginValue,
} from '../kpi/reading';
import { KpiTarget } from './comparison-types';
import { KpiStatus, MissingReason, Origin } from './enums';
import type { IdentityTypes } from './identity-types';
import { DateTimeScalar, PeriodScalar } from './scalars';
import { KpiBreakdownItem, KpiTierValue, PublishedFigure } from './value-types';

/** A KPI's figures, as the object that answers its fields gives them. */
export interface KpiFields {
  readonly id: string;
  readonly code: string;
  readonly period: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: StatusValue;
  readonly missing: MissingValue | null;
  readonly origin: OriginValue | null;
  readonly dataAsOf: Date | null;
  readonly reprojected: boolean;
  readonly target: KpiTarget | null;
  readonly byTier: readonly KpiTierValue[];
  readonly breakdown: readonly KpiBreakdownItem[];
  readonly published: readonly PublishedFigure[];
}

const KPI_DESCRIPTION =
  'One KPI of one unit in one period: its value with numerator, denominator and origin, and every published figure beside it (chỉ số).';

/** The Kpi interface, the system's own KPI entity, and its typed group with one field for each KPI. */
export function systemTypes(system: SystemDeclaration, { AdministrativeUnit, Indicator }: IdentityTypes) {
  @InterfaceType('Kpi', { description: KPI_DESCRIPTION })
  abstract class Kpi {
    @Field(() => ID, { description: 'Unit, period and code: `vn2004.27:2022:FBK-02` (định danh).' })
    id!: string;

    @Field(() => ID, { description: "The indicator's code: `FBK-02` (mã chỉ tiêu)." })
    code!: string;

    @Field(() => Indicator, { description: 'What the KPI means (chỉ tiêu).' })
    indicator!: InstanceType<typeof Indicator>;

    @Field(() => AdministrativeUnit, {
      nullable: true,
      description: 'The unit it speaks of; null only when the directory does not answer (đơn vị hành chính).',
    })
    unit!: InstanceType<typeof AdministrativeUnit>;

    @Field(() => PeriodScalar, { description: 'The period it speaks of (kỳ).' })
    period!: string;

    @Field(() => Float, {
      nullable: true,
      description: 'The value in the unit of measure; null when missing (giá trị).',
    })
    value!: number | null;

    @Field(() => Float, {
      nullable: true,
      description:
        "The value's numerator; of a plain count the count itself, of a mean of rates the sum of rates (tử số).",
    })
    numerator!: number | null;

    @Field(() => Float, {
      nullable: true,
      description:
        "The value's denominator; null for a plain count and where a published figure does not give it (mẫu số).",
    })
    denominator!: number | null;

    @Field(() => KpiStatus, {
      nullable: true,
      description: 'How firm the value is; null only when its system does not answer (trạng thái).',
    })
    status!: StatusValue;

    @Field(() => MissingReason, { nullable: true, description: 'Why there is no value (lý do thiếu).' })
    missing!: MissingValue | null;

    @Field(() => Origin, {
      nullable: true,
      description: 'Where the value comes from; null when missing (nguồn gốc).',
    })
    origin!: OriginValue | null;

    @Field(() => DateTimeScalar, {
      nullable: true,
      description: 'The instant up to which the records or the figure reach (dữ liệu đến).',
    })
    dataAsOf!: Date | null;

    @Field(() => Boolean, {
      nullable: true,
      description:
        'True for a period before the new map began: the figures are those of the unit’s predecessors, summed on its area. Null only when its system does not answer (số liệu quy đổi theo địa giới mới).',
    })
    reprojected!: boolean;

    @Field(() => KpiTarget, {
      nullable: true,
      description:
        'The strictest target that applies in the period, of those of all tiers and, for a commune, of its own; null where none does (chỉ tiêu áp dụng).',
    })
    target!: KpiTarget | null;

    @Directive('@listSize(assumedSize: 3)')
    @Field(() => [KpiTierValue], {
      nullable: true,
      description:
        'The KPI for each tier of handling agencies; null only when its system does not answer (theo cấp).',
    })
    byTier!: readonly KpiTierValue[];

    @Directive('@listSize(assumedSize: 4)')
    @Field(() => [KpiBreakdownItem], {
      nullable: true,
      description:
        'What stands beside the value, such as the types that make it up; empty where there is nothing. Null only when its system does not answer (số liệu chi tiết).',
    })
    breakdown!: readonly KpiBreakdownItem[];

    @Directive('@listSize(assumedSize: 4)')
    @Field(() => [PublishedFigure], {
      nullable: true,
      description:
        'Every published figure that speaks of the period or a part of it, conflicting ones side by side; null only when its system does not answer (số liệu đã công bố).',
    })
    published!: readonly PublishedFigure[];
  }

  const about = `${system.title.en} (${system.title.vi})`;

  @ObjectType(`${system.typeName}Kpi`, { implements: Kpi, description: `A KPI of the system: ${about}.` })
  @Directive('@key(fields: "id")')
  @Directive('@shareable')
  class SystemKpi extends Kpi {}

  @ObjectType(`${system.typeName}Kpis`, { description: `The KPIs of one unit in one period: ${about}.` })
  class Group {}
  for (const kpi of system.kpis) {
    if (kpi.distribution) continue;
    Field(() => SystemKpi, { description: descriptionOf(kpi) })(Group.prototype, kpi.field);
  }
  return { Kpi, SystemKpi, Group };
}

/** Its code, name and unit of measure, what it counts, what sets its targets, and its Vietnamese name. */
function descriptionOf({ code, name, unit, definition, targets = [] }: KpiDeclaration): string {
  const bases = targets.map(({ legalBasis, confidence }) =>
    confidence === 'UNVERIFIED' ? `${legalBasis}, not verified` : legalBasis,
  );
  const setBy = bases.length === 0 ? '' : ` Targets: ${[...new Set(bases)].join('; ')}.`;
  const english = `${code}: ${name.en}, ${unit}. ${definition.en}${setBy}`;
  return `${english.replace(/\.$/, '')} (${name.vi}).`;
}
