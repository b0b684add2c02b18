/** Agencies as the graph shows them. */
import 'reflect-metadata';
import { Arg, Directive, Field, ID, ObjectType } from 'type-graphql';
import { agencies, unitRegister } from '../../shared/reference/registers';
import { connectionType } from '../../shared/subgraph/connection';
import { Language, Tier } from '../../shared/subgraph/enums';
import { inLanguage, LANGUAGE_ARGUMENT, type LanguageCode } from '../../shared/subgraph/language';
import type { Agency as AgencyEntry, Tier as TierValue } from '../../shared/units/unit';
import { AdministrativeUnit } from './administrative-unit';

@ObjectType({
  description:
    'An authority that handles cases; it has a tier, and perhaps a territory (cơ quan, đơn vị xử lý).',
})
@Directive('@key(fields: "id")')
export class Agency {
  constructor(private readonly agency: AgencyEntry) {}

  @Field(() => ID, { description: 'Its identity, the same as its code (định danh).' })
  get id(): string {
    return this.agency.code;
  }

  @Field({
    description: "The project's own code, until official electronic identifiers are known (mã cơ quan).",
  })
  get code(): string {
    return this.agency.code;
  }

  @Field({ description: 'Its name (tên cơ quan).' })
  name(@Arg('lang', () => Language, LANGUAGE_ARGUMENT) lang: LanguageCode | null): string {
    return inLanguage(this.agency.name, lang);
  }

  @Field(() => Tier, { description: 'Its tier (cấp).' })
  get tier(): TierValue {
    return this.agency.tier;
  }

  @Field(() => AdministrativeUnit, {
    nullable: true,
    description: 'The unit that it belongs to (đơn vị hành chính).',
  })
  get unit(): AdministrativeUnit | undefined {
    const unit = this.agency.unit && unitRegister.get(this.agency.unit);
    return unit && new AdministrativeUnit(unit);
  }

  @Field({ description: 'True for an agency that is made up for demonstration (cơ quan minh họa).' })
  get demonstration(): boolean {
    return this.agency.demonstration;
  }
}

export function findAgency(id: string | undefined): Agency | undefined {
  const found = agencies.find(({ code }) => code === id);
  return found && new Agency(found);
}

export const AgencyConnection = connectionType(Agency, 'Agency', 'agencies');
