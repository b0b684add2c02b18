/** What only feedback has: how the tickets of a unit and period spread over the fields (FBK-08). */
import 'reflect-metadata';
import DataLoader from 'dataloader';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import type { DataSource } from 'typeorm';
import { round } from '../../shared/kpi/reading';
import { TIME_ZONE } from '../../shared/period/day';
import { endDay, firstDay } from '../../shared/period/period';
import type { CellKey } from '../../shared/rollup/load-cells';
import { assertPageSize, LIST_SIZE } from '../../shared/subgraph/connection';
import { Language, Origin } from '../../shared/subgraph/enums';
import { inLanguage, LANGUAGE_ARGUMENT, type LanguageCode } from '../../shared/subgraph/language';
import { reprojected, type SystemContext } from '../../shared/subgraph/kpi-source';
import type { GroupScope } from '../../shared/subgraph/system-subgraph';
import type { Localised } from '../../shared/units/unit';
import { fields } from './fields';
import { RECEIVED } from './kpis';

@ObjectType({ description: 'A field that feedback is about (lĩnh vực phản ánh).' })
class FeedbackField {
  constructor(
    code: string,
    private readonly names: Localised,
  ) {
    this.code = code;
  }

  @Field(() => ID, { description: 'Its code (mã lĩnh vực).' })
  code: string;

  @Field({ description: 'Its name (tên lĩnh vực).' })
  name(@Arg('lang', () => Language, LANGUAGE_ARGUMENT) lang: LanguageCode | null): string {
    return inLanguage(this.names, lang);
  }
}

@ObjectType({
  description: 'The tickets of one field among all tickets of the unit and period (tỷ trọng theo lĩnh vực).',
})
class FeedbackFieldShare {
  @Field(() => FeedbackField, { description: 'The field (lĩnh vực).' })
  field!: FeedbackField;

  @Field(() => Int, { description: 'Tickets received of this field (số phản ánh).' })
  tickets!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Per cent of all tickets received (tỷ trọng, phần trăm).',
  })
  share!: number | null;

  @Field(() => Origin, { description: 'Whether the tickets are real records or demonstration (nguồn gốc).' })
  origin!: 'COMPUTED' | 'DEMONSTRATION';
}

export interface ByFieldContext {
  readonly byField: DataLoader<CellKey, FeedbackFieldShare[], string>;
}

export function byFieldContext(dataSource: DataSource): ByFieldContext {
  return {
    byField: new DataLoader((keys) => loadShares(dataSource, keys), {
      cacheKeyFn: ({ unit, period }) => `${unit} ${period}`,
    }),
  };
}

const DEFAULT_FIELDS = 10;

export function byFieldResolver(Group: new () => object) {
  @Resolver(() => Group)
  class ByFieldResolver {
    @Directive(LIST_SIZE)
    @Directive('@cost(weight: 5)')
    @FieldResolver(() => [FeedbackFieldShare], {
      description:
        'FBK-08: the fields with the most tickets, most first; empty where there is no record (cơ cấu theo lĩnh vực).',
    })
    async byField(
      @Root() { key }: GroupScope,
      @Ctx() { byField, cells }: ByFieldContext & SystemContext,
      @Arg('first', () => Int, {
        nullable: true,
        defaultValue: DEFAULT_FIELDS,
        description: 'At most this many (số lượng tối đa).',
      })
      first: number | null,
    ): Promise<FeedbackFieldShare[]> {
      const most = first ?? DEFAULT_FIELDS;
      assertPageSize(most);
      // On the new map what is known may be of a part of the area alone.
      if (reprojected(key) && (await cells.load(key)).get('FBK-01') === undefined) return [];
      return (await byField.load(key)).slice(0, most);
    }
  }
  return [ByFieldResolver];
}

async function loadShares(dataSource: DataSource, keys: readonly CellKey[]): Promise<FeedbackFieldShare[][]> {
  const rows: { key: number; field: string; tickets: number; total: number; demonstration: boolean }[] =
    await dataSource.query(
      `SELECT asked.key::integer, r.field_code AS field, count(*)::integer AS tickets,
              (sum(count(*)) OVER (PARTITION BY asked.key))::integer AS total, bool_or(r.demonstration) AS demonstration
       FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS asked (unit, first, last, key)
       JOIN place ON place.unit = asked.unit
       JOIN ticket r ON r.unit_code = place.code AND r.received_at >= asked.first AND r.received_at < asked.last
        AND r.received_at >= greatest(place.valid_from, place.member_from)::timestamp AT TIME ZONE '${TIME_ZONE}'
        AND r.received_at < least(place.valid_to, place.member_to)::timestamp AT TIME ZONE '${TIME_ZONE}'
       WHERE ${RECEIVED}
       GROUP BY asked.key, r.field_code
       ORDER BY asked.key, tickets DESC, field`,
      [
        keys.map(({ unit }) => unit),
        keys.map(({ period }) => `${firstDay(period)}T00:00:00+07:00`),
        keys.map(({ period }) => `${endDay(period)}T00:00:00+07:00`),
      ],
    );
  return keys.map((_, index) =>
    rows
      .filter(({ key }) => key === index + 1)
      .map(({ field, tickets, total, demonstration }) => ({
        field: new FeedbackField(
          field,
          fields.find(({ code }) => code === field)?.name ?? { vi: field, en: field },
        ),
        tickets,
        share: total === 0 ? null : round((tickets / total) * 100, 2),
        origin: demonstration ? 'DEMONSTRATION' : 'COMPUTED',
      })),
  );
}
