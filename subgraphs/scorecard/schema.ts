/** The schema of the scorecard: everything in it follows from the catalogue and the weights. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { Arg, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { SystemDeclaration } from '../../shared/kpi/kpi';
import { parsePeriod } from '../../shared/period/period';
import { unitRegister } from '../../shared/reference/registers';
import { federatedSchema } from '../../shared/subgraph/federated-schema';
import { identityTypes } from '../../shared/subgraph/identity-types';
import { parseUnitId } from '../../shared/subgraph/kpi-view';
import { PeriodScalar } from '../../shared/subgraph/scalars';
import { CatalogueEntries, catalogueQueries } from './catalogue-entries';
import { type KpiStub, kpiStub, stubTypes } from './kpi-stubs';
import { type Groups, overallOf } from './overall';
import { overallTypes } from './overall-types';
import { requireSystems } from './requirements';
import { weightings as weightingsOf } from './weights';

/** @throws CodedError REFERENCE_INVALID when the weights do not fit the catalogue */
export function scorecardSchema(catalogue: readonly SystemDeclaration[]): Promise<GraphQLSchema> {
  const identity = identityTypes(catalogue);
  const entries = new CatalogueEntries(catalogue, identity.Indicator);
  const { Kpi, bySystem } = stubTypes(catalogue, identity);
  const OverallScore = overallTypes(identity, entries);
  const weightings = weightingsOf(catalogue);

  @ObjectType('Scorecard')
  @Directive('@key(fields: "unitId period")')
  class Scorecard {
    @Field(() => ID)
    unitId!: string;

    @Field(() => PeriodScalar)
    period!: string;
  }
  const required = requireSystems(Scorecard, weightings, bySystem);

  @Resolver(() => Scorecard)
  class ScorecardResolver {
    @Directive(`@listSize(assumedSize: ${entries.size})`)
    @FieldResolver(() => [Kpi], {
      nullable: true,
      description: 'Every KPI of every system in one shape, in catalogue order (tất cả chỉ số).',
    })
    kpis(
      @Root() { unitId, period }: Scorecard,
      @Arg('codes', () => [ID], { nullable: true, description: 'Only these indicators (mã chỉ tiêu).' })
      codes?: readonly string[] | null,
      @Arg('systems', () => [identity.SourceSystem], {
        nullable: true,
        description: 'Only these systems (hệ thống).',
      })
      systems?: readonly string[] | null,
    ): KpiStub[] {
      const key = { unit: parseUnitId(unitId), period: parsePeriod(period) };
      return entries
        .select(systems, codes)
        .map(({ kpi, system, indicator }) => kpiStub(key, kpi, system, indicator));
    }

    @FieldResolver(() => OverallScore, {
      nullable: true,
      description:
        "The project's own reading: weighted attainment of targets, 0 to 100. Not the official DTI (điểm tổng hợp).",
    })
    @requires(required)
    // What it requires of the systems: of each component the KPI with its target and tiers.
    @Directive(`@cost(weight: ${1 + 4 * weightings.length})`)
    overall(@Root() { unitId, period, ...groups }: Scorecard & Groups): InstanceType<typeof OverallScore> {
      const { level } = unitRegister.get(unitId) ?? {};
      return new OverallScore(overallOf(weightings, groups, { level, period: parsePeriod(period) }));
    }
  }

  return federatedSchema({
    resolvers: [ScorecardResolver, catalogueQueries(entries, identity)],
    types: [Scorecard, identity.AdministrativeUnit, ...bySystem.values()],
    references: {
      Scorecard: (reference) => reference,
      Indicator: ({ code }) => entries.indicator(code),
    },
  });
}

/** Where no registered system is weighed there is nothing to require, and the directive takes no empty selection. */
function requires(fields: string): MethodDecorator {
  return fields === '' ? () => undefined : Directive(`@requires(fields: "${fields}")`);
}
