/** What can be asked of a KPI beyond its figures: how it changed, where it ranks, and how it went over time. */
import 'reflect-metadata';
import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { changeFrom } from '../kpi/change';
import { rankOf } from '../kpi/rank';
import type { Reading } from '../kpi/reading';
import {
  type Grain as GrainValue,
  lastDayOf,
  type Period,
  periodsBetween,
  type Shift as ShiftValue,
  shiftPeriod,
} from '../period/period';
import { InvalidInput } from '../period/invalid-input';
import { unitRegister } from '../reference/registers';
import { peersOf, type RankScope as ScopeValue } from '../units/peers';
import { KpiChange, KpiPoint, KpiRank } from './comparison-types';
import { Grain, RankScope, Shift } from './enums';
import { loadReading, type StatedReading, type SystemContext } from './kpi-source';
import { KpiView } from './kpi-view';
import { requestCount } from './request-count';
import { PeriodScalar } from './scalars';

const MOST_POINTS = 240;
/** Of all series that one request asks of a system: a thousand KPIs over three years. */
const MOST_POINTS_TOGETHER = 40_000;

/** The fields of the interface, and so of each type that implements it, that take arguments. */
export function kpiComparison(Kpi: abstract new () => object) {
  @Resolver(() => Kpi)
  class KpiComparison {
    @FieldResolver(() => KpiChange, {
      nullable: true,
      description:
        'This value against that of an earlier period, whether or not there is one; null only when its system does not answer (so sánh với kỳ trước).',
    })
    previous(
      @Root() kpi: KpiView,
      @Ctx() context: SystemContext,
      @Arg('shift', () => Shift, {
        nullable: true,
        defaultValue: 'PREVIOUS_PERIOD',
        description: 'Which earlier period (kỳ so sánh).',
      })
      shift: ShiftValue | null,
    ): Promise<KpiChange> {
      return changeSince(kpi, shift ?? 'PREVIOUS_PERIOD', context);
    }

    @FieldResolver(() => KpiRank, {
      nullable: true,
      description:
        'The place of this value among those of other units; null when it is missing, or no other unit has one (xếp hạng).',
    })
    rank(
      @Root() kpi: KpiView,
      @Ctx() context: SystemContext,
      @Arg('among', () => RankScope, {
        nullable: true,
        defaultValue: 'SIBLINGS',
        description: 'Which units to rank among (phạm vi xếp hạng).',
      })
      among: ScopeValue | null,
    ): Promise<KpiRank | null> {
      return rankAmong(kpi, among ?? 'SIBLINGS', context);
    }

    // The months of three years; the arguments say how many, but not as a number.
    @Directive('@listSize(assumedSize: 36)')
    @FieldResolver(() => [KpiPoint], {
      nullable: true,
      description: `The KPI in every period of a grain, missing ones included, at most ${MOST_POINTS}; null only when its system does not answer (chuỗi thời gian).`,
    })
    series(
      @Root() kpi: KpiView,
      @Ctx() context: SystemContext,
      @Arg('from', () => PeriodScalar, {
        description: 'Begins with the period that holds its first day (từ kỳ).',
      })
      from: string,
      @Arg('to', () => PeriodScalar, {
        description: 'Ends with the period that holds its last day (đến kỳ).',
      })
      to: string,
      @Arg('grain', () => Grain, { description: 'How long each period is (độ dài kỳ).' })
      grain: GrainValue,
    ): Promise<KpiPoint[]> | null {
      // The scalar has checked both.
      const periods = counted(periodsBetween(from as Period, to as Period, grain, MOST_POINTS), context);
      if (periods === undefined) return null;
      return Promise.all(
        periods.map(async (period) => ({ period, ...(await readIn(kpi, period, context)) })),
      );
    }
  }
  return KpiComparison;
}

async function changeSince(kpi: KpiView, shift: ShiftValue, context: SystemContext): Promise<KpiChange> {
  const period = shiftPeriod(kpi.period, shift);
  const { value, origin, missing, status } = await readIn(kpi, period, context);
  return { period, value, origin, missing, status, ...changeFrom(value, kpi.value, kpi.kpi) };
}

async function rankAmong(kpi: KpiView, scope: ScopeValue, context: SystemContext): Promise<KpiRank | null> {
  const unit = unitRegister.get(kpi.key.unit);
  if (unit === undefined || kpi.value === null) return null;
  const peers = peersOf(unitRegister, unit, scope, lastDayOf(kpi.period));
  const group = once(context, `${kpi.code} ${kpi.period} ${peers.key}`, () =>
    Promise.all(
      peers.units().map(({ id }) => loadReading(kpi.kpi, { unit: id, period: kpi.period }, context)),
    ),
  );
  return rankOf(kpi.value, await group, kpi.kpi.direction);
}

function readIn({ kpi, key }: KpiView, period: Period, context: SystemContext): Promise<StatedReading> {
  return loadReading(kpi, { unit: key.unit, period }, context);
}

const pointsAsked = requestCount();

/**
 * The periods, once they are counted; undefined after the first that are too many: thousands of errors would say no more than one.
 * @throws InvalidInput for the first beyond MOST_POINTS_TOGETHER
 */
function counted(periods: readonly Period[], context: SystemContext): readonly Period[] | undefined {
  const points = pointsAsked(context, periods.length);
  if (points <= MOST_POINTS_TOGETHER) return periods;
  if (points - periods.length > MOST_POINTS_TOGETHER) return undefined;
  throw new InvalidInput(
    `The series of the request have more than ${MOST_POINTS_TOGETHER} periods together, of one system; those beyond are null. Ask for fewer units or KPIs, a shorter time or longer periods.`,
  );
}

/** What each request has read of whole groups; all units of a group ask for the same. */
const groups = new WeakMap<SystemContext, Map<string, Promise<readonly Reading[]>>>();

function once(
  context: SystemContext,
  key: string,
  load: () => Promise<readonly Reading[]>,
): Promise<readonly Reading[]> {
  const known = groups.get(context) ?? new Map<string, Promise<readonly Reading[]>>();
  groups.set(context, known);
  const group = known.get(key) ?? load();
  known.set(key, group);
  return group;
}
