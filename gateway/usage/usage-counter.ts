/** Counts requests in memory: for each one a number goes up, and nothing else is done. */
import type { Viewer } from '../execution/access-rules';
import type { OperationUsage } from './operation-usage';
import type { UsageRows } from './usage-rows';

/** Who is no registered client; a client's id has no parentheses. Nothing is kept of who they are. */
export const ANONYMOUS = '(anonymous)';
export const BEARERS = '(bearers of tokens)';

/** What a client's operations beyond those that are counted one by one are counted as. */
export const OTHERS = '(others)';

/** Of one client in one hour. */
export const MOST_OPERATIONS = 1000;

interface Counted {
  readonly operation: OperationUsage;
  requests: number;
  /** In this hour it has been said which fields it has. */
  isDescribed: boolean;
}

interface ClientUsage {
  readonly operations: Map<string, Counted>;
  others: number;
  readonly fieldsOfOthers: Map<string, number>;
}

export class UsageCounter {
  private clients = new Map<string, ClientUsage>();

  count(operation: OperationUsage, viewer: Viewer | undefined): void {
    const client = this.usageOf(nameOf(viewer));
    const counted = client.operations.get(operation.key);
    if (counted !== undefined) counted.requests++;
    else if (client.operations.size < MOST_OPERATIONS) {
      client.operations.set(operation.key, { operation, requests: 1, isDescribed: false });
    } else {
      client.others++;
      for (const field of operation.fields) increase(client.fieldsOfOthers, field, 1);
    }
  }

  /** Adds what has been counted since the last time to the hour's rows. */
  moveTo(rows: UsageRows, hour: string): void {
    for (const [client, usage] of this.clients) {
      const { operations, others, fieldsOfOthers: fields } = usage;
      for (const counted of operations.values()) {
        const { operation, requests, isDescribed } = counted;
        if (requests === 0) continue;
        rows.addOperation({ hour, client, operation: operation.name, hash: operation.hash, requests });
        if (!isDescribed) rows.addDocument(operation, hour);
        for (const field of operation.fields) increase(fields, field, requests);
        counted.requests = 0;
        counted.isDescribed = true;
      }
      if (others > 0) rows.addOperation({ hour, client, operation: OTHERS, hash: '', requests: others });
      for (const [field, requests] of fields) rows.addField({ hour, client, field, requests });
      usage.others = 0;
      fields.clear();
    }
  }

  /** Each hour has room for other operations. */
  startHour(): void {
    this.clients = new Map();
  }

  private usageOf(name: string): ClientUsage {
    let client = this.clients.get(name);
    if (client === undefined) {
      client = { operations: new Map(), others: 0, fieldsOfOthers: new Map() };
      this.clients.set(name, client);
    }
    return client;
  }
}

function nameOf(viewer: Viewer | undefined): string {
  return viewer === undefined ? ANONYMOUS : (viewer.client?.id ?? BEARERS);
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
