/** How often which client asks which operation, and so which field: counted by the hour, written to a database now and then. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Viewer } from '../execution/access-rules';
import type { OperationUsage } from './operation-usage';
import { UsageCounter } from './usage-counter';
import { UsageRows } from './usage-rows';
import type { UsageSettings } from './usage-settings';
import { UsageStore } from './usage-store';

export interface UsageOptions {
  readonly store: Pick<UsageStore, 'write' | 'end'>;
  readonly flushMs: number;
  readonly log: (message: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const HOUR_MS = 3_600_000;
/** At a stop; clients are gone by then, and the operator waits. */
const MOST_STOP_MS = 5000;

export class Usage {
  private readonly counter = new UsageCounter();
  private readonly now: () => number;
  private waiting = new UsageRows();
  private writing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private hour: number;
  private isAway = false;

  constructor(private readonly options: UsageOptions) {
    this.now = options.now ?? Date.now;
    this.hour = this.hourNow();
  }

  /** One request that is executed. */
  count(operation: OperationUsage, viewer: Viewer | undefined): void {
    this.counter.count(operation, viewer);
  }

  /** The tables are made at once, so that a database that cannot be used is told at the start. */
  start(): this {
    void this.flush();
    this.schedule();
    return this;
  }

  /** Writes what has been counted; what cannot be written waits for the next time. Never rejects. */
  flush(): Promise<void> {
    this.collect();
    this.writing ??= this.write().finally(() => (this.writing = undefined));
    return this.writing;
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    const stopped = this.writeLast();
    await Promise.race([stopped, delay(MOST_STOP_MS, undefined, { ref: false })]);
  }

  private async writeLast(): Promise<void> {
    await this.writing;
    this.collect();
    if (!this.waiting.isEmpty) await this.flush();
    await this.options.store.end();
  }

  /** No period of counting goes on into another hour. */
  private schedule(): void {
    const untilNextHour = HOUR_MS - (this.now() % HOUR_MS);
    this.timer = setTimeout(
      () => {
        void this.flush();
        this.schedule();
      },
      Math.min(this.options.flushMs, untilNextHour),
    ).unref();
  }

  private collect(): void {
    this.counter.moveTo(this.waiting, new Date(this.hour).toISOString());
    const hour = this.hourNow();
    if (hour !== this.hour) this.counter.startHour();
    this.hour = hour;
  }

  private async write(): Promise<void> {
    const rows = this.waiting;
    this.waiting = new UsageRows();
    try {
      await this.options.store.write(rows);
      this.tell(false, 'Usage is stored again.');
    } catch (cause) {
      rows.addAll(this.waiting);
      this.waiting = rows;
      this.tell(true, `Usage cannot be stored, and waits in memory: ${reasonOf(cause)}`);
    }
  }

  private tell(isAway: boolean, message: string): void {
    if (isAway !== this.isAway) this.options.log(message);
    this.isAway = isAway;
  }

  private hourNow(): number {
    const now = this.now();
    return now - (now % HOUR_MS);
  }
}

/** PostgreSQL's own words, which name no password. */
function reasonOf(cause: unknown): string {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message : String(first);
}

/**
 * Undefined where nothing is counted.
 * @param own the database beside the subgraphs', where they run in this process
 */
export function startUsage(
  { databaseUrl, days, flushSeconds }: UsageSettings,
  own: (() => Promise<string>) | undefined,
  log: (message: string) => void,
): Usage | undefined {
  const database = databaseUrl === undefined ? own : () => Promise.resolve(databaseUrl);
  if (database === undefined || days === 0) return undefined;
  return new Usage({ store: new UsageStore(database, days), flushMs: flushSeconds * 1000, log }).start();
}
