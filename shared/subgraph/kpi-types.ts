/** The GraphQL types that follow from KPI declarations, made anew for each subgraph: classes are never shared. */
import 'reflect-metadata';
import { Arg, Directive, Field, Float, ID, InterfaceType, Int, ObjectType } from 'type-graphql';
import type {
  Aggregation as AggregationValue,
  Direction as DirectionValue,
  KpiDeclaration,
  SystemDeclaration,
  UnitOfMeasure as MeasureValue,
} from '../kpi/kpi';
import { systemEnumValue } from '../kpi/kpi';
import type {
  KpiStatus as StatusValue,
  MissingReason as MissingValue,
  Origin as OriginValue,
} from '../kpi/reading';
import type { Localised, Tier as TierValue } from '../units/unit';
import {
  Aggregation,
  Direction,
  KpiStatus,
  Language,
  MissingReason,
  Origin,
  sourceSystemEnum,
  Tier,
  UnitOfMeasure,
} from './enums';
import { DateTimeScalar, PeriodScalar } from './scalars';
import { KpiTierValue, PublishedFigure, TargetDefinition } from './value-types';

export type LanguageCode = 'VI' | 'EN';

export function inLanguage(text: Localised, lang: LanguageCode): string {
  return lang === 'VI' ? text.vi : text.en;
}

export type IdentityTypes = ReturnType<typeof identityTypes>;

/** What identifies a KPI, without its figures: known to every subgraph from the catalogue alone. */
export function identityTypes(catalogue: readonly SystemDeclaration[]) {
  const SourceSystem = sourceSystemEnum(
    catalogue.map((system) => [systemEnumValue(system), `${system.title.en} (${system.title.vi}).`]),
  );

  @ObjectType('AdministrativeUnit', {
    description: 'A unit of the administrative territory (đơn vị hành chính).',
  })
  @Directive('@key(fields: "id", resolvable: false)')
  class AdministrativeUnit {
    @Field(() => ID, { description: 'Code list and code: `vn2004.27` (định danh).' })
    id!: string;
  }

  @ObjectType('Indicator', { description: 'What a KPI means: its entry in the catalogue (chỉ tiêu).' })
  @Directive('@key(fields: "code")')
  @Directive('@shareable')
  class Indicator {
    constructor(
      private readonly declaration: KpiDeclaration,
      private readonly of: SystemDeclaration,
    ) {}

    @Field(() => ID, { description: 'Stable code: `FBK-02` (mã chỉ tiêu).' })
    get code(): string {
      return this.declaration.code;
    }

    @Field(() => SourceSystem, { description: 'The system it belongs to (hệ thống nguồn).' })
    get system(): string {
      return systemEnumValue(this.of);
    }

    @Field({ description: 'Its name in the typed group of its system: `processedRate` (tên trường).' })
    get field(): string {
      return this.declaration.field;
    }

    @Field({ description: 'Its name (tên chỉ tiêu).' })
    name(@Arg('lang', () => Language, LANGUAGE_ARGUMENT) lang: LanguageCode): string {
      return inLanguage(this.declaration.name, lang);
    }

    @Field({ description: 'What it counts, and of what (định nghĩa).' })
    definition(@Arg('lang', () => Language, LANGUAGE_ARGUMENT) lang: LanguageCode): string {
      return inLanguage(this.declaration.definition, lang);
    }

    @Field(() => UnitOfMeasure, { description: 'What its values are counted in (đơn vị tính).' })
    get unit(): MeasureValue {
      return this.declaration.unit;
    }

    @Field(() => Int, { description: 'The number of decimals of computed values (số chữ số thập phân).' })
    get decimals(): number {
      return this.declaration.decimals;
    }

    @Field(() => Direction, { description: 'Which way is better (chiều hướng).' })
    get direction(): DirectionValue {
      return this.declaration.direction;
    }

    @Field(() => Aggregation, {
      description: "How a unit's value comes from what lies below it (cách tổng hợp).",
    })
    get aggregation(): AggregationValue {
      return this.declaration.aggregation;
    }

    @Field(() => [Tier], { description: 'The tiers of agencies it is told apart by (cấp).' })
    get tiers(): readonly TierValue[] {
      return this.declaration.tiers;
    }

    @Field(() => [TargetDefinition], {
      description: 'The targets that sources state, each with its issuer (chỉ tiêu phấn đấu).',
    })
    get targets(): readonly TargetDefinition[] {
      return this.declaration.targets ?? [];
    }
  }
  return { SourceSystem, AdministrativeUnit, Indicator };
}

const LANGUAGE_ARGUMENT = {
  defaultValue: 'VI',
  description: 'The language of the answer (ngôn ngữ).',
} as const;

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
  readonly byTier: readonly KpiTierValue[];
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

    @Field(() => AdministrativeUnit, { description: 'The unit it speaks of (đơn vị hành chính).' })
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

    @Field(() => [KpiTierValue], {
      nullable: true,
      description:
        'The KPI for each tier of handling agencies; null only when its system does not answer (theo cấp).',
    })
    byTier!: readonly KpiTierValue[];

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
  for (const { code, field, name, definition, unit, distribution } of system.kpis) {
    if (distribution) continue;
    const description = `${code}: ${name.en} (${name.vi}), ${unit}. ${definition.en}`;
    Field(() => SystemKpi, { description })(Group.prototype, field);
  }
  return { Kpi, SystemKpi, Group };
}
