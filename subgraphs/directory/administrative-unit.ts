/** Units as the graph shows them, through their versions; and the join that leads from a unit to its KPIs. */
import 'reflect-metadata';
import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Day } from '../../shared/period/day';
import { unitRegister } from '../../shared/reference/registers';
import { connectionType } from '../../shared/subgraph/connection';
import { AdministrativeKind, AdministrativeLevel, CodeList, Language } from '../../shared/subgraph/enums';
import { inLanguage, LANGUAGE_ARGUMENT, type LanguageCode } from '../../shared/subgraph/language';
import { DateScalar, PeriodScalar } from '../../shared/subgraph/scalars';
import { lastDay, versionOn } from '../../shared/units/register';
import type { CodeList as ListValue, Kind, Level, Unit, UnitVersion } from '../../shared/units/unit';
import { counted } from './units-read';

const ON = {
  nullable: true,
  description: "The day to look at; default: the unit's last day (ngày).",
} as const;

@ObjectType({ description: 'What a unit was called for a span of days (giai đoạn của đơn vị hành chính).' })
export class AdministrativeUnitVersion {
  constructor(private readonly version: UnitVersion) {}

  @Field({ description: 'Its name then (tên).' })
  name(@Arg('lang', () => Language, LANGUAGE_ARGUMENT) lang: LanguageCode | null): string {
    return inLanguage(this.version.name, lang);
  }

  @Field(() => AdministrativeKind, { description: 'Its kind then (loại).' })
  get kind(): Kind {
    return this.version.kind;
  }

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day; null: before the register begins (từ ngày).',
  })
  get validFrom(): Day | undefined {
    return this.version.validFrom;
  }

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day after the last; null: still valid (đến ngày, không gồm ngày này).',
  })
  get validTo(): Day | undefined {
    return this.version.validTo;
  }

  @Field(() => String, { nullable: true, description: 'The resolution that began it (căn cứ pháp lý).' })
  get legalBasis(): string | undefined {
    return this.version.legalBasis;
  }
}

@ObjectType({
  description:
    'A unit of the administrative territory, under one of the two national code lists, through its changes of name and kind (đơn vị hành chính).',
})
@Directive('@key(fields: "id")')
export class AdministrativeUnit {
  constructor(readonly unit: Unit) {}

  @Field(() => ID, {
    description:
      'Code list and code: `vn2004.27`. A code alone is no identity, since codes are used again (định danh).',
  })
  get id(): string {
    return this.unit.id;
  }

  @Field({ description: 'Its code in its code list (mã đơn vị).' })
  get code(): string {
    return this.unit.code;
  }

  @Field(() => CodeList, { description: 'The code list it stands in (bảng danh mục).' })
  get codeList(): ListValue {
    return this.unit.codeList;
  }

  @Field({ description: 'What it is or was called (tên).' })
  name(
    @Arg('lang', () => Language, LANGUAGE_ARGUMENT) lang: LanguageCode | null,
    @Arg('on', () => DateScalar, ON) on?: Day | null,
  ): string {
    return inLanguage(versionOn(this.unit, on ?? lastDay(this.unit)).name, lang);
  }

  @Field(() => AdministrativeLevel, { description: 'Its level (cấp).' })
  get level(): Level {
    return this.unit.level;
  }

  @Field(() => AdministrativeKind, { description: 'Its kind within its level (loại).' })
  kind(@Arg('on', () => DateScalar, ON) on?: Day | null): Kind {
    return versionOn(this.unit, on ?? lastDay(this.unit)).kind;
  }

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its first day; null: before the register begins (từ ngày).',
  })
  get validFrom(): Day | undefined {
    return this.unit.validFrom;
  }

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day after its last; null: still valid (đến ngày, không gồm ngày này).',
  })
  get validTo(): Day | undefined {
    return this.unit.validTo;
  }

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [AdministrativeUnitVersion], {
    description: 'Its names and kinds through time, oldest first (các giai đoạn).',
  })
  get versions(): AdministrativeUnitVersion[] {
    return this.unit.versions.map((version) => new AdministrativeUnitVersion(version));
  }

  @Field(() => AdministrativeUnit, {
    nullable: true,
    description: 'The unit it belongs to; null for a province (đơn vị cấp trên).',
  })
  parent(@Arg('on', () => DateScalar, ON) on?: Day | null): AdministrativeUnit | undefined {
    const parent = unitRegister.parent(this.unit, on ?? undefined);
    return parent && new AdministrativeUnit(parent);
  }

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [AdministrativeUnit], {
    description: 'The units above it, nearest first (các đơn vị cấp trên).',
  })
  ancestors(@Ctx() request: object, @Arg('on', () => DateScalar, ON) on?: Day | null): AdministrativeUnit[] {
    const units = unitRegister.ancestors(this.unit, on ?? undefined);
    return counted(units, request).map((unit) => new AdministrativeUnit(unit));
  }

  // An estimate cannot know whose they are and of which level: from none to 126. What a request really reaches is counted.
  @Directive('@listSize(assumedSize: 42)')
  @Field(() => [AdministrativeUnit], {
    description: 'The units below it, in code order (các đơn vị trực thuộc).',
  })
  children(
    @Ctx() request: object,
    @Arg('on', () => DateScalar, ON) on?: Day | null,
    @Arg('level', () => AdministrativeLevel, {
      nullable: true,
      description: 'All units of this level, however deep; default: those directly below (cấp).',
    })
    level?: Level | null,
  ): AdministrativeUnit[] {
    const day = on ?? undefined;
    const units =
      level == null ? unitRegister.children(this.unit, day) : unitRegister.descendants(this.unit, level, day);
    return counted(units, request).map((unit) => new AdministrativeUnit(unit));
  }

  @Directive('@listSize(assumedSize: 6)')
  @Field(() => [AdministrativeUnit], {
    description: 'The units that it took in whole (các đơn vị tiền thân).',
  })
  get predecessors(): AdministrativeUnit[] {
    return unitRegister.predecessors(this.unit).map((unit) => new AdministrativeUnit(unit));
  }

  @Directive('@listSize(assumedSize: 1)')
  @Field(() => [AdministrativeUnit], { description: 'The units that it went into (các đơn vị kế thừa).' })
  get successors(): AdministrativeUnit[] {
    return unitRegister.successors(this.unit).map((unit) => new AdministrativeUnit(unit));
  }

  // No return type: it would be recorded at run time, before the class below exists.
  @Field(() => Scorecard, { description: 'Its KPIs in a period, joined over all systems (bảng chỉ số).' })
  scorecard(
    @Arg('period', () => PeriodScalar, { description: 'A year, quarter or month (kỳ).' }) period: string,
  ) {
    return new Scorecard(this.unit, period);
  }
}

@ObjectType()
@Directive('@key(fields: "unitId period")')
export class Scorecard {
  constructor(
    private readonly of: Unit,
    period: string,
  ) {
    this.period = period;
  }

  @Field(() => ID)
  get unitId(): string {
    return this.of.id;
  }

  @Field(() => AdministrativeUnit, { description: 'The unit itself (đơn vị hành chính).' })
  get unit(): AdministrativeUnit {
    return new AdministrativeUnit(this.of);
  }

  @Field(() => PeriodScalar)
  period: string;
}

export const AdministrativeUnitConnection = connectionType(
  AdministrativeUnit,
  'AdministrativeUnit',
  'administrative units',
);
