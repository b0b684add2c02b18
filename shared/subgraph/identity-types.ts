/** The types that identify a KPI without its figures: unit and indicator, made anew for each subgraph. */
import 'reflect-metadata';
import { Arg, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  type Aggregation as AggregationValue,
  type Direction as DirectionValue,
  type KpiDeclaration,
  type QualitativeTarget as QualitativeTargetValue,
  type SystemDeclaration,
  systemEnumValue,
  type TargetDefinition as TargetValue,
  type UnitOfMeasure as MeasureValue,
} from '../kpi/kpi';
import { disclosureRule } from '../kpi/disclosure-rule';
import { figureSource } from '../published/figure-sources';
import type { Tier as TierValue } from '../units/unit';
import { Aggregation, Direction, Language, sourceSystemEnum, Tier, UnitOfMeasure } from './enums';
import { inLanguage, LANGUAGE_ARGUMENT, type LanguageCode } from './language';
import { QualitativeTarget, TargetDefinition } from './value-types';

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

  @ObjectType('Agency', { description: 'An authority that handles cases (cơ quan, đơn vị xử lý).' })
  @Directive('@key(fields: "id", resolvable: false)')
  class Agency {
    @Field(() => ID, { description: 'Its identity, the same as its code (định danh).' })
    id!: string;
  }

  @ObjectType('Indicator', { description: 'What a KPI means: its entry in the catalogue (chỉ tiêu).' })
  @Directive('@key(fields: "code")')
  @Directive('@shareable')
  class Indicator {
    constructor(
      private readonly declaration: KpiDeclaration,
      private readonly of: SystemDeclaration,
    ) {
      this.targets = (declaration.targets ?? []).map(quotedTarget);
      this.qualitativeTargets = (declaration.qualitativeTargets ?? []).map(qualitativeTarget);
    }

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
    name(@Arg('lang', () => Language, LANGUAGE_ARGUMENT) lang: LanguageCode | null): string {
      return inLanguage(this.declaration.name, lang);
    }

    @Field({ description: 'What it counts, and of what (định nghĩa).' })
    definition(@Arg('lang', () => Language, LANGUAGE_ARGUMENT) lang: LanguageCode | null): string {
      return inLanguage(this.declaration.definition, lang);
    }

    @Field(() => String, {
      nullable: true,
      description:
        'When its figures are withheld because they are about too few persons, and by which rule; null where none is (quy tắc bảo mật số liệu).',
    })
    disclosureRule(@Arg('lang', () => Language, LANGUAGE_ARGUMENT) lang: LanguageCode | null): string | null {
      const { disclosure } = this.declaration;
      return disclosure === undefined ? null : inLanguage(disclosureRule(disclosure), lang);
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

    @Directive('@listSize(assumedSize: 6)')
    @Field(() => [TargetDefinition], {
      description: 'The targets that are known, each with its issuer and how surely (chỉ tiêu phấn đấu).',
    })
    readonly targets: readonly TargetDefinition[];

    @Directive('@listSize(assumedSize: 1)')
    @Field(() => [QualitativeTarget], {
      description: 'The targets that sources state in words without a number (chỉ tiêu định tính).',
    })
    readonly qualitativeTargets: readonly QualitativeTarget[];
  }
  return { SourceSystem, AdministrativeUnit, Agency, Indicator };
}

function quotedTarget({ source, ...target }: TargetValue): TargetDefinition {
  return { ...target, source: source === undefined ? undefined : figureSource(source) };
}

function qualitativeTarget({ statement, source, ...target }: QualitativeTargetValue): QualitativeTarget {
  return { ...target, statement: `${statement.en} (${statement.vi})`, source: figureSource(source) };
}
