/** A KPI told apart by the agencies that handle: read from the records when asked for. */
import 'reflect-metadata';
import { Arg, Ctx, Directive, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { isCovered } from '../kpi/coverage';
import { read } from '../kpi/reading';
import { assertInReach } from './caller';
import { assertPageSize, LIST_SIZE } from './connection';
import type { IdentityTypes } from './identity-types';
import type { SystemContext } from './kpi-source';
import type { KpiView } from './kpi-view';
import { ReadingFields } from './reading-fields';

const DEFAULT_AGENCIES = 10;

export function byAgency(Kpi: abstract new () => object, { Agency }: IdentityTypes) {
  @ObjectType({ description: 'A KPI for one handling agency (giá trị theo cơ quan xử lý).' })
  @Directive('@shareable')
  @Directive('@cost(weight: 5)')
  class KpiAgencyValue extends ReadingFields {
    @Field(() => Agency, {
      nullable: true,
      description: 'The agency; null only when the directory does not answer (cơ quan).',
    })
    agency!: InstanceType<typeof Agency>;
  }

  @Resolver(() => Kpi)
  class ByAgency {
    @Directive('@requiresScopes(scopes: [["agencies:read"]])')
    @Directive(LIST_SIZE)
    @FieldResolver(() => [KpiAgencyValue], {
      nullable: true,
      description:
        'The KPI for each agency that handles in the unit and period, those with the most cases first; empty where the records name no agency or do not cover the period, and for KPIs about persons that have a minimum cell size. Not public: takes the scope agencies:read, and a caller with units sees those of its own units alone. Null without it, and when its system does not answer (theo cơ quan).',
    })
    async byAgency(
      @Root() { kpi, key, coverage }: KpiView,
      @Ctx() { agencies, caller }: SystemContext,
      @Arg('first', () => Int, {
        nullable: true,
        defaultValue: DEFAULT_AGENCIES,
        description: 'At most this many, up to 1,000 (số lượng tối đa).',
      })
      first: number | null,
    ): Promise<KpiAgencyValue[]> {
      const most = first ?? DEFAULT_AGENCIES;
      assertPageSize(most);
      assertInReach(caller, key.unit);
      // Agencies' figures of few persons are not checked for what they give away, so there are none.
      if (agencies === undefined || kpi.disclosure !== undefined || !isCovered(coverage)) return [];
      const cells = await agencies.load({ kpi: kpi.code, ...key });
      return cells.slice(0, most).map(({ agency, ...cell }) => ({
        agency: { id: agency },
        ...read(kpi, { cell, coverage, figures: [], period: key.period, existed: true }),
      }));
    }
  }
  return ByAgency;
}
