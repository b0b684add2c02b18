/** What the composite score needs of the systems: their types as far as it reads them, which they own and answer. */
import 'reflect-metadata';
import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { type KpiDeclaration, type SystemDeclaration, systemField } from '../../shared/kpi/kpi';
import { MissingReason, Origin, Tier } from '../../shared/subgraph/enums';
import type { Weighting } from './weights';

type ObjectClass = new () => object;
type StubTypes = ReadonlyMap<SystemDeclaration, ObjectClass>;

/** Declares the fields on `Scorecard`, and gives what to require of them: `feedback { received { … } }`. */
export function requireSystems(
  Scorecard: ObjectClass,
  weightings: readonly Weighting[],
  stubs: StubTypes,
): string {
  const { KpiTarget, KpiTierValue } = targetTypes();
  return [...new Set(weightings.map(({ system }) => system))]
    .map((system) => {
      const Stub = stubs.get(system) ?? Object;
      const own = weightings.filter((weighting) => weighting.system === system);
      const kpis = [...new Set(own.map(({ kpi }) => kpi))];
      const Group = groupType(system, kpis, Stub);
      external(Scorecard, systemField(system), () => Group, { nullable: true });
      if (own.some(({ tier }) => tier === undefined)) {
        external(Stub, 'target', () => KpiTarget, { nullable: true });
        external(Stub, 'missing', () => MissingReason, { nullable: true });
        external(Stub, 'origin', () => Origin, { nullable: true });
      }
      if (own.some(({ tier }) => tier !== undefined)) {
        external(Stub, 'byTier', () => [KpiTierValue], { nullable: true });
      }
      return `${systemField(system)} { ${kpis.map((kpi) => selection(kpi, own)).join(' ')} }`;
    })
    .join(' ');
}

function groupType({ typeName }: SystemDeclaration, kpis: readonly KpiDeclaration[], Stub: ObjectClass) {
  @ObjectType(`${typeName}Kpis`)
  class Group {}
  for (const { field } of kpis) external(Group, field, () => Stub);
  return Group;
}

function selection(kpi: KpiDeclaration, weightings: readonly Weighting[]): string {
  const own = weightings.filter((weighting) => weighting.kpi === kpi);
  const total = own.some(({ tier }) => tier === undefined) ? 'missing origin target { attainment } ' : '';
  const tiers = own.some(({ tier }) => tier !== undefined)
    ? 'byTier { tier missing origin target { attainment } } '
    : '';
  return `${kpi.field} { ${total}${tiers}}`;
}

function targetTypes() {
  @ObjectType()
  class KpiTarget {
    @Field(() => Float, { nullable: true })
    @Directive('@external')
    attainment!: number | null;
  }

  @ObjectType()
  class KpiTierValue {
    @Field(() => Tier)
    @Directive('@external')
    tier!: string;

    @Field(() => MissingReason, { nullable: true })
    @Directive('@external')
    missing!: string | null;

    @Field(() => Origin, { nullable: true })
    @Directive('@external')
    origin!: string | null;

    @Field(() => KpiTarget, { nullable: true })
    @Directive('@external')
    target!: KpiTarget | null;
  }
  return { KpiTarget, KpiTierValue };
}

function external(
  Owner: ObjectClass,
  field: string,
  type: () => unknown,
  options: { nullable?: boolean } = {},
): void {
  const prototype = Owner.prototype as object; // a class's prototype is an object
  Field(type as () => ObjectClass, options)(prototype, field);
  Directive('@external')(prototype, field);
}
