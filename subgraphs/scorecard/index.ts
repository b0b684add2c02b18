/** The unified list of KPIs over all systems, and the catalogue of indicators. It has no figures of its own. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import {
  Arg,
  Directive,
  Field,
  FieldResolver,
  ID,
  InterfaceType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { type KpiDeclaration, type SystemDeclaration, systemEnumValue } from '../../shared/kpi/kpi';
import { parsePeriod } from '../../shared/period/period';
import { federatedSchema } from '../../shared/subgraph/federated-schema';
import { identityTypes } from '../../shared/subgraph/identity-types';
import { kpiId, parseUnitId } from '../../shared/subgraph/kpi-view';
import { PeriodScalar } from '../../shared/subgraph/scalars';
import type { Subgraph } from '../../shared/subgraph/subgraph';

export const subgraph: Subgraph = { name: 'scorecard', buildSchema: scorecardSchema };

/**
 * Lists KPIs as what identifies them; each one's figures come from the subgraph that owns its type. What the
 * catalogue knows (indicator, unit, period) is answered here, so that it stays when that subgraph is down.
 */
function scorecardSchema(catalogue: readonly SystemDeclaration[]): Promise<GraphQLSchema> {
  const { SourceSystem, AdministrativeUnit, Indicator } = identityTypes(catalogue);

  @InterfaceType('Kpi', { resolveType: ({ typeName }: KpiStub) => `${typeName}Kpi` })
  abstract class Kpi {
    @Field(() => ID)
    id!: string;

    @Field(() => ID)
    code!: string;

    @Field(() => Indicator)
    indicator!: InstanceType<typeof Indicator>;

    @Field(() => AdministrativeUnit)
    unit!: InstanceType<typeof AdministrativeUnit>;

    @Field(() => PeriodScalar)
    period!: string;
  }

  const stubs = catalogue.map(({ typeName }) => {
    @ObjectType(`${typeName}Kpi`, { implements: Kpi })
    @Directive('@key(fields: "id")')
    @Directive('@shareable')
    class SystemKpi extends Kpi {}
    return SystemKpi;
  });

  @ObjectType('Scorecard')
  @Directive('@key(fields: "unitId period")')
  class Scorecard {
    @Field(() => ID)
    unitId!: string;

    @Field(() => PeriodScalar)
    period!: string;
  }

  const entries = catalogue.flatMap((system) =>
    system.kpis.map((kpi) => ({ kpi, system, indicator: new Indicator(kpi, system) })),
  );
  const inSystems = (systems?: readonly string[] | null, codes?: readonly string[] | null) =>
    entries.filter(
      ({ kpi, system }) =>
        (systems?.includes(systemEnumValue(system)) ?? true) && (codes?.includes(kpi.code) ?? true),
    );

  @Resolver(() => Scorecard)
  class ScorecardResolver {
    @FieldResolver(() => [Kpi], {
      nullable: true,
      description: 'Every KPI of every system in one shape, in catalogue order (tất cả chỉ số).',
    })
    kpis(
      @Root() { unitId, period }: Scorecard,
      @Arg('codes', () => [ID], { nullable: true, description: 'Only these indicators (mã chỉ tiêu).' })
      codes?: readonly string[] | null,
      @Arg('systems', () => [SourceSystem], { nullable: true, description: 'Only these systems (hệ thống).' })
      systems?: readonly string[] | null,
    ): KpiStub[] {
      const key = { unit: parseUnitId(unitId), period: parsePeriod(period) };
      return inSystems(systems, codes).map(({ kpi, system, indicator }) => stub(key, kpi, system, indicator));
    }
  }

  @Resolver()
  class CatalogueResolver {
    @Query(() => [Indicator], {
      nullable: true,
      description: 'The catalogue of indicators, in catalogue order (danh mục chỉ tiêu).',
    })
    indicators(
      @Arg('systems', () => [SourceSystem], { nullable: true, description: 'Only these systems (hệ thống).' })
      systems?: readonly string[] | null,
      @Arg('codes', () => [ID], {
        nullable: true,
        description: 'Only these indicators; unknown codes are left out (mã chỉ tiêu).',
      })
      codes?: readonly string[] | null,
    ): object[] {
      return inSystems(systems, codes).map(({ indicator }) => indicator);
    }

    @Query(() => Indicator, {
      nullable: true,
      description: 'One indicator; null when no system declares the code (chỉ tiêu).',
    })
    indicator(
      @Arg('code', () => ID, { description: 'Its code: `FBK-02` (mã chỉ tiêu).' }) code: string,
    ): object | undefined {
      return entries.find(({ kpi }) => kpi.code === code)?.indicator;
    }
  }

  return federatedSchema({
    resolvers: [ScorecardResolver, CatalogueResolver],
    types: [Scorecard, AdministrativeUnit, ...stubs],
    references: {
      Scorecard: (reference) => reference,
      Indicator: ({ code }) => entries.find(({ kpi }) => kpi.code === code)?.indicator,
    },
  });
}

type KpiStub = ReturnType<typeof stub>;

function stub(
  key: Parameters<typeof kpiId>[0],
  { code }: KpiDeclaration,
  { typeName }: SystemDeclaration,
  indicator: object,
) {
  const { unit, period } = key;
  return { typeName, id: kpiId(key, code), code, indicator, unit: { id: unit }, period };
}
