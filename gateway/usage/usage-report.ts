/** What the counts say: who asks what, and which fields nobody does. */
import type { Client } from 'pg';
import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';

/** When it was last asked is told by the hour. */
export interface FieldUsage {
  readonly client: string;
  readonly field: string;
  readonly requests: number;
  readonly last: Date;
}

export interface OperationOfClient {
  readonly client: string;
  readonly operation: string;
  /** Different documents of the same name. */
  readonly documents: number;
  readonly requests: number;
  readonly last: Date;
}

export interface ClientTotal {
  readonly client: string;
  readonly operations: number;
  readonly requests: number;
  readonly last: Date;
}

export type Database = Pick<Client, 'query'>;

export async function fieldUsage(
  database: Database,
  fields: readonly string[],
  days: number,
): Promise<FieldUsage[]> {
  const { rows } = await database.query<FieldUsage>(
    `SELECT client, field, sum(requests)::float8 AS requests, max(hour) AS last
     FROM usage_field WHERE field = ANY($1) AND hour > now() - make_interval(days => $2)
     GROUP BY client, field ORDER BY client, field`,
    [fields, days],
  );
  return rows;
}

export async function operationsWith(
  database: Database,
  fields: readonly string[],
  days: number,
): Promise<OperationOfClient[]> {
  const { rows } = await database.query<OperationOfClient>(
    `SELECT client, operation, count(DISTINCT hash)::int AS documents, sum(requests)::float8 AS requests, max(hour) AS last
     FROM usage_operation JOIN usage_document USING (operation, hash)
     WHERE fields && $1 AND hour > now() - make_interval(days => $2)
     GROUP BY client, operation ORDER BY client, sum(requests) DESC, operation`,
    [fields, days],
  );
  return rows;
}

export async function clientTotals(database: Database, days: number): Promise<ClientTotal[]> {
  const { rows } = await database.query<ClientTotal>(
    `SELECT client, count(DISTINCT (operation, hash))::int AS operations, sum(requests)::float8 AS requests, max(hour) AS last
     FROM usage_operation WHERE hour > now() - make_interval(days => $1)
     GROUP BY client ORDER BY client`,
    [days],
  );
  return rows;
}

/** The fields that nobody has asked for, by their types. */
export async function unusedFields(
  database: Database,
  schema: GraphQLSchema,
  days: number,
): Promise<Map<string, readonly string[]>> {
  const { rows } = await database.query<{ field: string }>(
    'SELECT DISTINCT field FROM usage_field WHERE hour > now() - make_interval(days => $1)',
    [days],
  );
  const asked = new Set(rows.map(({ field }) => field));
  const unused = new Map<string, readonly string[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if ((!isObjectType(type) && !isInterfaceType(type)) || type.name.startsWith('__')) continue;
    const fields = Object.keys(type.getFields()).filter(
      (field) => !coordinatesFor(`${type.name}.${field}`, schema).some((one) => asked.has(one)),
    );
    if (fields.length > 0) unused.set(type.name, fields);
  }
  return unused;
}

/** The hour from which on there are counts; undefined where there are none. */
export async function countedSince(database: Database): Promise<Date | undefined> {
  const { rows } = await database.query<{ first: Date | null }>(
    'SELECT min(hour) AS first FROM usage_operation',
  );
  return rows[0]?.first ?? undefined;
}

/** The field itself, and those of interfaces by which it may be asked. */
export function coordinatesFor(coordinate: string, schema: GraphQLSchema): string[] {
  const [typeName = '', field = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return [coordinate];
  const interfaces = type.getInterfaces().filter((one) => Object.hasOwn(one.getFields(), field));
  return [coordinate, ...interfaces.map((one) => `${one.name}.${field}`)];
}
