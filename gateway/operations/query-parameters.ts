/** The variables of a registered operation, read from the parameters of a URL by their declared types. */
import {
  coerceInputValue,
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  GraphQLError,
  GraphQLFloat,
  type GraphQLInputType,
  GraphQLInt,
  type GraphQLScalarType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { isObject } from '../../shared/http/asked';
import { DateScalar, PeriodScalar } from '../../shared/subgraph/scalars';

export interface ParameterFault {
  readonly parameter: string;
  /** Names the parameter, what it is and what was expected. */
  readonly message: string;
}

export type ReadParameters =
  { readonly variables: Readonly<Record<string, unknown>> } | { readonly faults: readonly ParameterFault[] };

/**
 * Lists are given by repetition, with commas or as JSON, input objects as JSON; scalars of the graph's own are texts. What is left out
 * has its default or is absent. The variables are JSON, as they would be sent in a body, and have been checked.
 * @param schema in which the operation is valid
 */
export function variablesFrom(
  parameters: URLSearchParams,
  definitions: readonly VariableDefinitionNode[],
  schema: GraphQLSchema,
): ReadParameters {
  const faults = unknownParameters(parameters, definitions);
  const variables: [string, unknown][] = [];
  for (const { variable, type: declared, defaultValue } of definitions) {
    const name = variable.name.value;
    const type = typeFromAST(schema, declared);
    if (!isInputType(type)) throw new TypeError(`The schema has no input type for $${name}.`);
    const texts = parameters.getAll(name);
    if (texts.length === 0) {
      if (isNonNullType(type) && defaultValue === undefined)
        faults.push(fault(name, `is missing. Expected ${formOf(type)}.`));
      continue;
    }
    const read = readValue(name, texts, type);
    if ('message' in read) faults.push(read);
    else variables.push([name, read.value]);
  }
  // Defines the names as its own, whatever they are.
  return faults.length > 0 ? { faults } : { variables: Object.fromEntries(variables) };
}

function unknownParameters(
  parameters: URLSearchParams,
  definitions: readonly VariableDefinitionNode[],
): ParameterFault[] {
  const known = definitions.map(({ variable }) => variable.name.value);
  const expected = known.length === 0 ? 'none' : known.join(', ');
  return [...new Set(parameters.keys())]
    .filter((name) => !known.includes(name))
    .map((name) => fault(name, `is unknown. Expected ${expected}.`));
}

function readValue(
  name: string,
  texts: readonly string[],
  type: GraphQLInputType,
): ParameterFault | { readonly value: unknown } {
  const [text = '', ...others] = texts;
  const read = isListType(getNullableType(type))
    ? readList(texts, type)
    : others.length > 0
      ? `is given ${texts.length} times. Expected it once.`
      : readItem(text, type);
  if (typeof read === 'string') return fault(name, read);
  let wrong: string | undefined;
  coerceInputValue(read.value, type, (path, _, { message }) => {
    wrong ??= `${path.length === 0 ? '' : `at ${path.join('.')} `}is wrong: ${clipped(message)}`;
  });
  wrong ??= scalarFault(read.value, type, '');
  return wrong === undefined ? read : fault(name, wrong);
}

/** The first that is wrong of the values of the product's scalars, which the gateway's schema has without what reads them. */
function scalarFault(value: unknown, type: GraphQLInputType, path: string): string | undefined {
  const nullable = getNullableType(type);
  if (value == null) return undefined;
  if (isListType(nullable)) {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    return firstFault(
      items.map((item, index) => () => scalarFault(item, nullable.ofType, `${path}.${index}`)),
    );
  }
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const given = isObject(value) ? value : {};
    return firstFault(
      fields.map((field) => () => scalarFault(given[field.name], field.type, `${path}.${field.name}`)),
    );
  }
  if (!isScalarType(nullable)) return undefined;
  try {
    productScalar(nullable)?.parseValue(briefly(value));
    return undefined;
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    return `${path === '' ? '' : `at ${path.slice(1)} `}is wrong: ${cause.message}`;
  }
}

/** What is clipped is as wrong as the whole. */
function briefly(value: unknown): unknown {
  if (typeof value === 'string') return clipped(value);
  return typeof value === 'object' ? '{…}' : value;
}

function firstFault(looks: readonly (() => string | undefined)[]): string | undefined {
  for (const look of looks) {
    const found = look();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Another graph may have scalars of these names with another form: what says what the form is tells them apart. */
function productScalar({ name, description }: GraphQLScalarType): GraphQLScalarType | undefined {
  return [PeriodScalar, DateScalar].find((own) => own.name === name && own.description === description);
}

/** What is wrong with the text, or its value. */
type Read = string | { readonly value: unknown };

function readList(texts: readonly string[], type: GraphQLInputType): Read {
  const nullable = getNullableType(type);
  const item: GraphQLInputType = isListType(nullable) ? nullable.ofType : nullable;
  const [text = '', ...others] = texts;
  if (others.length === 0 && text === '') return { value: [] };
  if (others.length === 0 && text.trimStart().startsWith('[')) return readJson(text, type);
  // A comma separates values, except in JSON.
  const asJson = isListType(getNullableType(item)) || isInputObjectType(getNamedType(item));
  const items = asJson ? texts : texts.flatMap((one) => one.split(','));
  const values: unknown[] = [];
  for (const one of items) {
    if (one === '') return `has an empty value in its list. Expected ${formOf(type)}.`;
    const read = asJson ? readJson(one, item) : readItem(one, item);
    if (typeof read === 'string') return read;
    values.push(read.value);
  }
  return { value: values };
}

const INT = /^-?(?:0|[1-9]\d*)$/;
const FLOAT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function readItem(text: string, type: GraphQLInputType): Read {
  const nullable = getNullableType(type);
  if (isInputObjectType(nullable)) return readJson(text, type);
  const unexpected = `is ${quoted(text)}. Expected ${formOf(type)}.`;
  if (nullable === GraphQLInt || nullable === GraphQLFloat) {
    return (nullable === GraphQLInt ? INT : FLOAT).test(text) && isInRange(Number(text), nullable)
      ? { value: Number(text) }
      : unexpected;
  }
  if (nullable === GraphQLBoolean)
    return text === 'true' || text === 'false' ? { value: text === 'true' } : unexpected;
  if (isEnumType(nullable)) return nullable.getValue(text) === undefined ? unexpected : { value: text };
  return { value: text };
}

function isInRange(number: number, type: GraphQLInputType): boolean {
  return type === GraphQLInt ? number === (number | 0) : Number.isFinite(number);
}

function readJson(text: string, type: GraphQLInputType): Read {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return `is ${quoted(text)}, which is not JSON. Expected ${formOf(type)}.`;
  }
}

function fault(parameter: string, message: string): ParameterFault {
  return { parameter, message: `The parameter ${quoted(parameter)} ${message}` };
}

function quoted(text: string): string {
  return JSON.stringify(clipped(text));
}

const MOST_QUOTED = 120;

function clipped(text: string): string {
  return text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text;
}

const MOST_NAMED = 12;

/** What a text must be, in words. */
function formOf(type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const item = nullable.ofType;
    return `a list, with commas or by repetition, of ${formOf(item).replace(/^an? /, '')}`;
  }
  if (nullable === GraphQLInt) return 'a whole number of 32 bits';
  if (nullable === GraphQLFloat) return 'a number such as 12.5';
  if (nullable === GraphQLBoolean) return 'true or false';
  if (isInputObjectType(nullable)) {
    return `${nullable.name} as JSON, an object with ${Object.keys(nullable.getFields()).join(', ')}`;
  }
  if (!isEnumType(nullable))
    return `a text that is ${/^[AEIO]/.test(nullable.name) ? 'an' : 'a'} ${nullable.name}`;
  const names = nullable.getValues().map((value) => value.name);
  const more = names.length - MOST_NAMED;
  return `one of ${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
