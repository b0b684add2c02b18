/** The ways into the directory: a unit by its code, and lists of units and agencies. */
import 'reflect-metadata';
import { Arg, Directive, ID, Int, Query, Resolver } from 'type-graphql';
import type { Day } from '../../shared/period/day';
import { agencies, unitRegister } from '../../shared/reference/registers';
import { type Connection, CONNECTION_SIZE, paginate } from '../../shared/subgraph/connection';
import { AdministrativeLevel, CodeList, Tier } from '../../shared/subgraph/enums';
import { DateScalar } from '../../shared/subgraph/scalars';
import { nameMatcher } from '../../shared/units/search';
import type { CodeList as ListValue, Level, Tier as TierValue } from '../../shared/units/unit';
import { AdministrativeUnit, AdministrativeUnitConnection } from './administrative-unit';
import { Agency, AgencyConnection } from './agency';

const DEFAULT_PAGE = 50;
const FIRST = {
  nullable: true,
  defaultValue: DEFAULT_PAGE,
  description: 'At most this many, up to 1,000 (số lượng tối đa).',
} as const;
const AFTER = { nullable: true, description: 'Only what follows this cursor (sau con trỏ).' } as const;
const CODE_LIST = { nullable: true, description: 'Only this code list (bảng danh mục).' } as const;
const SEARCH = {
  nullable: true,
  description:
    'Words of the name or their beginnings; case and tone placement never matter, diacritics only where typed: hoà long, Hòa Long and hoa long are the same (tìm theo tên).',
} as const;

@Resolver()
export class DirectoryQueries {
  @Query(() => AdministrativeUnit, {
    nullable: true,
    description:
      'The unit that bore the code on the day. Without a day: the one in the code list that figures are reported in (VN2004), else the newest that bore it. Null when there is none (đơn vị hành chính theo mã).',
  })
  administrativeUnit(
    @Arg('code', { description: 'Its code, with leading zeros: `09445` (mã đơn vị).' }) code: string,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day on which it bore the code (ngày).' })
    on?: Day | null,
    @Arg('codeList', () => CodeList, CODE_LIST) codeList?: ListValue | null,
  ): AdministrativeUnit | undefined {
    const unit = unitRegister.byCode(code, { on: on ?? undefined, codeList: codeList ?? undefined });
    return unit && new AdministrativeUnit(unit);
  }

  @Directive(CONNECTION_SIZE)
  @Query(() => AdministrativeUnitConnection, {
    nullable: true,
    description: 'Units in code order (danh sách đơn vị hành chính).',
  })
  administrativeUnits(
    @Arg('first', () => Int, FIRST) first: number | null,
    @Arg('level', () => AdministrativeLevel, { nullable: true, description: 'Only this level (cấp).' })
    level?: Level | null,
    @Arg('parent', () => ID, {
      nullable: true,
      description: 'Only units directly below this one, by id (đơn vị cấp trên).',
    })
    parent?: string | null,
    @Arg('codeList', () => CodeList, CODE_LIST) codeList?: ListValue | null,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'Only units valid on this day; default: all there ever were (ngày).',
    })
    on?: Day | null,
    @Arg('search', () => String, SEARCH) search?: string | null,
    @Arg('after', () => String, AFTER) after?: string | null,
  ): Connection<AdministrativeUnit> {
    const above = parent == null ? undefined : unitRegister.get(parent);
    const units =
      parent != null && above === undefined
        ? []
        : unitRegister.list({
            ...{ level: level ?? undefined, parent: above?.id, codeList: codeList ?? undefined },
            ...{ on: on ?? undefined, search: search ?? undefined },
          });
    return paginate(
      units.map((unit) => new AdministrativeUnit(unit)),
      ({ id }) => id,
      { first: first ?? DEFAULT_PAGE, after },
    );
  }

  @Directive(CONNECTION_SIZE)
  @Query(() => AgencyConnection, {
    nullable: true,
    description: 'Agencies in code order (danh sách cơ quan).',
  })
  agencies(
    @Arg('first', () => Int, FIRST) first: number | null,
    @Arg('tier', () => Tier, { nullable: true, description: 'Only this tier (cấp).' })
    tier?: TierValue | null,
    @Arg('unit', () => ID, {
      nullable: true,
      description: 'Only agencies of this unit, by its id (đơn vị hành chính).',
    })
    unit?: string | null,
    @Arg('search', () => String, SEARCH) search?: string | null,
    @Arg('after', () => String, AFTER) after?: string | null,
  ): Connection<Agency> {
    const matches = nameMatcher(search ?? '');
    const found = agencies.filter(
      (agency) =>
        (tier == null || agency.tier === tier) &&
        (unit == null || agency.unit === unit) &&
        (matches(agency.name.vi) || matches(agency.name.en)),
    );
    return paginate(
      found.map((agency) => new Agency(agency)),
      ({ id }) => id,
      { first: first ?? DEFAULT_PAGE, after },
    );
  }
}
