/** KPIs as what identifies them, for every system: their figures come from the subgraph that owns their type. */
import 'reflect-metadata';
import { Directive, Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { KpiDeclaration, SystemDeclaration } from '../../shared/kpi/kpi';
import type { IdentityTypes } from '../../shared/subgraph/identity-types';
import { kpiId } from '../../shared/subgraph/kpi-view';
import { PeriodScalar } from '../../shared/subgraph/scalars';

export type KpiStub = ReturnType<typeof kpiStub>;

/**
 * What the catalogue knows (indicator, unit, period) is answered here, so that it stays when the system is down.
 */
export function kpiStub(
  key: Parameters<typeof kpiId>[0],
  { code }: KpiDeclaration,
  { typeName }: SystemDeclaration,
  indicator: object,
) {
  const { unit, period } = key;
  return { typeName, id: kpiId(key, code), code, indicator, unit: { id: unit }, period };
}

/** The interface, and each system's implementation of it. */
export function stubTypes(
  catalogue: readonly SystemDeclaration[],
  { AdministrativeUnit, Indicator }: IdentityTypes,
) {
  @InterfaceType('Kpi', { resolveType: ({ typeName }: KpiStub) => `${typeName}Kpi` })
  abstract class Kpi {
    @Field(() => ID)
    id!: string;

    @Field(() => ID)
    code!: string;

    @Field(() => Indicator)
    indicator!: InstanceType<typeof Indicator>;

    @Field(() => AdministrativeUnit, { nullable: true })
    unit!: InstanceType<typeof AdministrativeUnit>;

    @Field(() => PeriodScalar)
    period!: string;
  }

  const bySystem = new Map(
    catalogue.map((system) => {
      @ObjectType(`${system.typeName}Kpi`, { implements: Kpi })
      @Directive('@key(fields: "id")')
      @Directive('@shareable')
      class SystemKpi extends Kpi {}
      return [system, SystemKpi] as const;
    }),
  );
  return { Kpi, bySystem };
}
