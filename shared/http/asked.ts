/** What a GraphQL request asks for, wherever it says so: in its body, in its URL, or by its path. */
import type { IncomingMessage } from 'node:http';

/** A request as JSON holds it, with nothing beside what it takes to run an operation. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

export interface Asked extends Omit<OperationRequest, 'query'> {
  readonly query?: string | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** In place of the query: https://github.com/graphql/graphql-over-http (persisted documents). */
  readonly documentId?: string | undefined;
  /** In place of the query: `/v1/<client>/<operation>?…`. */
  readonly named?: NamedOperation | undefined;
}

export interface NamedOperation {
  readonly client: string;
  readonly operation: string;
  /** Its variables, by their names. */
  readonly parameters: URLSearchParams;
}

/** Undefined for what is not in the form of one request. */
export function askedOf({ method }: IncomingMessage, search: string, body: unknown): Asked | undefined {
  if (method === 'POST') return inForm(body);
  const { query, operationName, documentId, variables, extensions } = Object.fromEntries(
    new URLSearchParams(search),
  );
  try {
    return inForm({
      ...{ query, operationName, documentId },
      variables: variables === undefined ? undefined : (JSON.parse(variables) as unknown),
      extensions: extensions === undefined ? undefined : (JSON.parse(extensions) as unknown),
    });
  } catch {
    return undefined;
  }
}

function inForm(given: unknown): Asked | undefined {
  if (!isObject(given)) return undefined;
  const { query, operationName, documentId, variables, extensions } = given;
  for (const text of [query, operationName, documentId]) {
    if (text != null && typeof text !== 'string') return undefined;
  }
  for (const object of [variables, extensions]) if (object != null && !isObject(object)) return undefined;
  return {
    query: textOf(query),
    operationName: textOf(operationName),
    documentId: textOf(documentId),
    variables: isObject(variables) ? variables : undefined,
    extensions: isObject(extensions) ? extensions : undefined,
  };
}

/** What is left of a request once it is known what is executed; `extensions` may ask for more than data. */
export function isPlain(asked: Asked): asked is OperationRequest {
  return asked.query !== undefined && asked.extensions === undefined;
}

/** As the URL of a GET says it. */
export function searchOf({ query, operationName, variables, extensions }: Asked): string {
  const parameters = new URLSearchParams();
  if (query !== undefined) parameters.set('query', query);
  if (operationName !== undefined) parameters.set('operationName', operationName);
  if (variables !== undefined) parameters.set('variables', JSON.stringify(variables));
  if (extensions !== undefined) parameters.set('extensions', JSON.stringify(extensions));
  return `?${parameters.toString()}`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
