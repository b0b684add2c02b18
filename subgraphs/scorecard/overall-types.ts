/** The composite score as the graph shows it. */
import 'reflect-metadata';
import { Directive, Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import type { MissingReason as MissingValue, Origin as OriginValue } from '../../shared/kpi/reading';
import { MissingReason, Origin, Tier } from '../../shared/subgraph/enums';
import type { IdentityTypes } from '../../shared/subgraph/identity-types';
import type { Tier as TierValue } from '../../shared/units/unit';
import type { CatalogueEntries } from './catalogue-entries';
import type { Component, ExclusionReason as ReasonValue, Overall } from './overall';

const ExclusionReason: { readonly [Reason in ReasonValue]: Reason } = {
  NO_VALUE: 'NO_VALUE',
  NO_TARGET: 'NO_TARGET',
  SYSTEM_UNAVAILABLE: 'SYSTEM_UNAVAILABLE',
};
registerEnumType<Record<string, string>>(ExclusionReason, {
  name: 'ExclusionReason',
  description: 'Why a part of the composite score does not count (lý do không tính).',
  valuesConfig: {
    NO_VALUE: { description: 'The KPI has no value for this unit and period (không có giá trị).' },
    NO_TARGET: { description: 'No target applies to this unit and period (không có chỉ tiêu áp dụng).' },
    SYSTEM_UNAVAILABLE: {
      description:
        'The system it comes from does not answer, so that there is no score; ask again later (hệ thống không phản hồi).',
    },
  },
});

/** Made anew for each subgraph, since its indicators are. */
export function overallTypes({ Indicator }: IdentityTypes, entries: CatalogueEntries) {
  @ObjectType({ description: 'One target in the composite score (thành phần của điểm tổng hợp).' })
  class ScoreComponent {
    @Field(() => Indicator, { description: 'The indicator whose target it is (chỉ tiêu).' })
    readonly indicator: InstanceType<typeof Indicator> | undefined;

    @Field(() => Tier, {
      nullable: true,
      description: 'The tier of agencies that it measures; null: all together (cấp).',
    })
    readonly tier: TierValue | undefined;

    @Field(() => Float, { description: 'How much it counts, beside the others (trọng số).' })
    readonly weight: number;

    @Field(() => Float, {
      nullable: true,
      description:
        'Value ÷ target, or target ÷ value where lower is better: 1 is reached. What lies above 1 counts as 1 (mức độ đạt chỉ tiêu).',
    })
    readonly attainment: number | null;

    @Field(() => Origin, {
      nullable: true,
      description: 'Where the value measured comes from; null when it does not count (nguồn gốc).',
    })
    readonly origin: OriginValue | null;

    @Field({ description: 'Whether it counts in the score (được tính).' })
    readonly included: boolean;

    @Field(() => ExclusionReason, {
      nullable: true,
      description: 'Why it does not count; null when it does (lý do không tính).',
    })
    readonly excluded: ReasonValue | null;

    constructor({ weighting, attainment, origin, excluded }: Component) {
      this.indicator = entries.indicator(weighting.kpi.code);
      this.tier = weighting.tier;
      this.weight = weighting.weight;
      this.attainment = attainment;
      this.origin = origin;
      this.included = excluded === null;
      this.excluded = excluded;
    }
  }

  @ObjectType({
    description:
      "The project's own reading of how far the targets are reached, with weights of its own; not the official DTI (điểm tổng hợp, không phải chỉ số chuyển đổi số chính thức).",
  })
  class OverallScore {
    @Field(() => Float, {
      nullable: true,
      description:
        '0 to 100: the weighted mean of the attainments, each counted up to 1, of the components included; 100 only where each is reached. Null when none is included, and when a system that is weighed does not answer (điểm).',
    })
    readonly score: number | null;

    @Field(() => MissingReason, {
      nullable: true,
      description:
        'Why there is no score: UNAVAILABLE when a system that is weighed does not answer, NO_DATA when no component has a value and a target (lý do không có điểm: hệ thống nguồn không phản hồi, hoặc không có dữ liệu).',
    })
    readonly missing: MissingValue | null;

    @Field(() => Float, {
      description: 'The share of all weight that the included components have, 0 to 1 (độ phủ).',
    })
    readonly coverage: number;

    @Field({
      description:
        'Whether every component is included. Scores of which one is not complete are of different parts: compare their components, not the scores (điểm gồm đủ mọi thành phần; điểm không đủ thành phần thì không so sánh trực tiếp được với điểm khác).',
    })
    readonly complete: boolean;

    @Field(() => Origin, {
      nullable: true,
      description:
        'The least firm origin of the values that count: DEMONSTRATION as soon as one of them is synthetic (nguồn gốc).',
    })
    readonly origin: OriginValue | null;

    @Directive('@listSize(assumedSize: 10)')
    @Field(() => [ScoreComponent], {
      description: 'Every target that is weighed, also those that could not be included (các thành phần).',
    })
    readonly components: readonly ScoreComponent[];

    constructor({ score, missing, coverage, complete, origin, components }: Overall) {
      this.score = score;
      this.missing = missing;
      this.coverage = coverage;
      this.complete = complete;
      this.origin = origin;
      this.components = components.map((component) => new ScoreComponent(component));
    }
  }
  return OverallScore;
}
