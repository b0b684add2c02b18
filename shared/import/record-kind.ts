/** A kind of operational record: one declaration gives its CSV columns, its checks and its TypeORM entity. */
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { Column } from './column';

/** A record as its cells; absent and empty are the same. */
export type RecordRow<C extends string = string> = Readonly<Partial<Record<C, string>>>;

interface Declaration<C extends string> {
  /** Table name, singular: `ticket`. */
  readonly name: string;
  readonly columns: Readonly<Record<C, Column>>;
  /** The natural key: a later import's row replaces the earlier one. */
  readonly key: readonly [NoInfer<C>, ...NoInfer<C>[]];
  /**
   * The column that says where: a unit's code, an agency's, which stands for the agency's unit, or a tier (`province`,
   * `district`, `commune`): such a record belongs to every agency of that tier, and counts once wherever there is one.
   */
  readonly place: (
    { readonly unit: NoInfer<C> } | { readonly agency: NoInfer<C> } | { readonly tier: NoInfer<C> }
  ) & {
    /** The columns by whose day the place must have existed; the first that is filled places the record. */
    readonly on: readonly NoInfer<C>[];
    /** Of what lasts: the columns of the day before which it ends. Its place may also have begun while it held. */
    readonly until?: readonly NoInfer<C>[];
  };
  /** Columns that say when something happened: after an import's as-of instant it has not happened yet. A deadline is none. */
  readonly events?: readonly NoInfer<C>[];
  /**
   * Of what lasts: columns whose new value holds from the as-of day of the import that brings it, so that a move leaves the
   * past as it was. The table `<name>_version` keeps the values. To correct the past, delete the record and import it again.
   */
  readonly history?: readonly NoInfer<C>[];
  /** Rows of one subject follow one another: each holds until before the next one's first day at the latest. */
  readonly succession?: { readonly of: readonly NoInfer<C>[]; readonly from: NoInfer<C> };
  /** The column of the agency that handles, whose tier counts; absent: the tier is that of the record's place. */
  readonly agency?: NoInfer<C>;
  /** What must hold between columns. Gives the column at fault and what was expected, or nothing. */
  readonly check?: (row: RecordRow<NoInfer<C>>) => { column: NoInfer<C>; reason: string } | undefined;
}

export interface RecordKind<C extends string = string> extends Declaration<C> {
  readonly columnNames: readonly C[];
  readonly entity: EntitySchema;
}

export function declareRecords<C extends string>(declaration: Declaration<C>): RecordKind<C> {
  // Object.keys forgets the key type; the columns are exactly the declared ones.
  const columnNames = Object.keys(declaration.columns) as C[];
  return { ...declaration, columnNames, entity: entityOf(declaration, columnNames) };
}

/** Every record also says whether it is synthetic: true only for what the demonstration generator made. */
function entityOf<C extends string>(
  { name, key, columns }: Declaration<C>,
  columnNames: readonly C[],
): EntitySchema {
  const described: Record<string, EntitySchemaColumnOptions> = { demonstration: { type: 'boolean' } };
  for (const column of columnNames) {
    const { type, required } = columns[column];
    described[column] = { type, nullable: !required, primary: key.includes(column) };
  }
  return new EntitySchema({ name, tableName: name, columns: described });
}
