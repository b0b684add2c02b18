/** The schema reads like documentation: English first, the Vietnamese term in parentheses, units and legal basis. */
import { Supergraph } from '@apollo/federation-internals';
import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { composeSupergraph } from '../gateway/supergraph/compose';
import type { KpiDeclaration, SystemDeclaration } from '../shared/kpi/kpi';
import { loadCatalogue } from '../subgraphs/catalogue';

let schema: GraphQLSchema;
let catalogue: readonly SystemDeclaration[];
beforeAll(async () => {
  catalogue = await loadCatalogue();
  schema = Supergraph.build(await composeSupergraph())
    .apiSchema()
    .toGraphQLJSSchema();
});

it('describes every type, field, argument, enum value and input field', () => {
  const faults = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap(describables)
    .flatMap(({ path, description }) => {
      const fault = faultOf(description ?? '');
      return fault === undefined ? [] : [`${path} ${fault}: ${description ?? ''}`];
    });
  expect(faults).toEqual([]);
});

it('names the code and the unit of measure of every KPI, and the legal basis of its targets', () => {
  const faults = catalogue.flatMap(({ typeName, kpis }) => {
    const group = schema.getType(`${typeName}Kpis`);
    if (!isObjectType(group)) return [`There is no type ${typeName}Kpis.`];
    return kpis
      .filter(({ distribution }) => distribution === undefined)
      .flatMap((kpi) => kpiFaults(kpi, group.getFields()[kpi.field]));
  });
  expect(faults).toEqual([]);
});

describe('the rule', () => {
  it.each([
    ['Its name (tên chỉ tiêu).', undefined],
    ['A calendar day, ISO 8601 (ngày): `2023-12-31`.', undefined],
    ['The mean of the agencies (trung bình (theo cơ quan)).', undefined],
    ['', 'is silent'],
    ['Tên chỉ tiêu (name).', 'does not begin in English'],
    ['Its name (tên chỉ tiêu)', 'has no full stop at the end'],
    ['Its name.', 'has no Vietnamese term in parentheses'],
    ['Its name (tên chỉ tiêu), as in the catalogue (FBK-02).', 'has no Vietnamese term in parentheses'],
  ])('on "%s"', (description, fault) => {
    expect(faultOf(description)).toBe(fault);
  });
});

interface Describable {
  readonly path: string;
  readonly description?: string | null | undefined;
}

function describables(type: GraphQLNamedType): Describable[] {
  const itself = { path: type.name, description: type.description };
  if (isEnumType(type)) return [itself, ...type.getValues().map((value) => under(type, value))];
  if (isInputObjectType(type)) return [itself, ...fieldsOf(type).map((field) => under(type, field))];
  if (!isObjectType(type) && !isInterfaceType(type)) return [itself];
  const fields = fieldsOf(type).flatMap((field) => [under(type, field), ...argumentsOf(type, field)]);
  // What the query type is, GraphQL itself says.
  return type === schema.getQueryType() ? fields : [itself, ...fields];
}

function under({ name: of }: GraphQLNamedType, { name, description }: Named): Describable {
  return { path: `${of}.${name}`, description };
}

interface Named {
  readonly name: string;
  readonly description?: string | null | undefined;
}

function fieldsOf<T extends GraphQLInputObjectType | GraphQLObjectType | GraphQLInterfaceType>(type: T) {
  return Object.values(type.getFields()) as ReturnType<T['getFields']>[string][]; // a record's values
}

function argumentsOf({ name }: GraphQLNamedType, field: GraphQLField<unknown, unknown>): Describable[] {
  return field.args.map((arg) => ({
    path: `${name}.${field.name}(${arg.name}:)`,
    description: arg.description,
  }));
}

function faultOf(description: string): string | undefined {
  if (description.trim() === '') return 'is silent';
  if (isVietnamese(firstWord(description))) return 'does not begin in English';
  if (!description.endsWith('.')) return 'has no full stop at the end';
  const term = [...description.matchAll(/\(([^()]*)\)/g)].at(-1)?.[1] ?? '';
  return isVietnamese(term) ? undefined : 'has no Vietnamese term in parentheses';
}

function firstWord(text: string): string {
  return /\p{L}+/u.exec(text)?.[0] ?? '';
}

/** A letter with a mark, or đ. */
function isVietnamese(text: string): boolean {
  return /[\u0300-\u036fđĐ]/.test(text.normalize('NFD'));
}

function kpiFaults(kpi: KpiDeclaration, field: Named | undefined): string[] {
  const description = field?.description ?? '';
  const expected = [
    kpi.code,
    kpi.unit,
    kpi.name.vi,
    ...(kpi.targets ?? []).map(({ legalBasis }) => legalBasis),
  ];
  return expected
    .filter((text) => !description.includes(text))
    .map((text) => `${kpi.code} does not say "${text}": ${description}`);
}
