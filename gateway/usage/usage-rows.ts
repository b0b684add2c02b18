/** Counts on their way to the database. While it is away they wait here, up to a bound. */
import type { OperationUsage } from './operation-usage';

export interface OperationRow {
  /** When the hour began, ISO 8601 in UTC. */
  readonly hour: string;
  readonly client: string;
  readonly operation: string;
  readonly hash: string;
  readonly requests: number;
}

export interface FieldRow {
  readonly hour: string;
  readonly client: string;
  /** Such as `Query.indicators`. */
  readonly field: string;
  readonly requests: number;
}

/** Which fields an operation has, and when it was last asked. */
export interface DocumentRow {
  readonly hour: string;
  readonly operation: string;
  readonly hash: string;
  readonly fields: readonly string[];
}

/** Of each kind. */
export const MOST_ROWS = 50_000;

export class UsageRows {
  private readonly operationsByKey = new Map<string, OperationRow>();
  private readonly fieldsByKey = new Map<string, FieldRow>();
  private readonly documentsByKey = new Map<string, DocumentRow>();

  constructor(private readonly most = MOST_ROWS) {}

  get operations(): OperationRow[] {
    return [...this.operationsByKey.values()];
  }

  get fields(): FieldRow[] {
    return [...this.fieldsByKey.values()];
  }

  get documents(): DocumentRow[] {
    return [...this.documentsByKey.values()];
  }

  get isEmpty(): boolean {
    return this.operationsByKey.size === 0;
  }

  addOperation(row: OperationRow): void {
    const { hour, client, operation, hash } = row;
    this.add(this.operationsByKey, `${hour} ${client} ${operation} ${hash}`, row);
  }

  addField(row: FieldRow): void {
    this.add(this.fieldsByKey, `${row.hour} ${row.client} ${row.field}`, row);
  }

  addDocument({ key, name, hash, fields }: OperationUsage, hour: string): void {
    this.putDocument(key, { hour, operation: name, hash, fields });
  }

  /** What came later is added to what waits already. */
  addAll(later: UsageRows): void {
    for (const row of later.operations) this.addOperation(row);
    for (const row of later.fields) this.addField(row);
    for (const [key, row] of later.documentsByKey) this.putDocument(key, row);
  }

  /** A row beyond the bound is lost; those that are there go on counting. */
  private add<R extends { readonly requests: number }>(rows: Map<string, R>, key: string, row: R): void {
    const known = rows.get(key);
    if (known !== undefined) rows.set(key, { ...known, requests: known.requests + row.requests });
    else if (rows.size < this.most) rows.set(key, row);
  }

  private putDocument(key: string, row: DocumentRow): void {
    if (this.documentsByKey.has(key) || this.documentsByKey.size < this.most)
      this.documentsByKey.set(key, row);
  }
}
