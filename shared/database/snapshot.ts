/** Reading from a replica, where there is one: statement by statement, or several of one state of the database. */
import type { DataSource } from 'typeorm';
import { CodedError } from '../errors';
import type { Queryable } from './rows';

/** Each statement on a connection of the pool, which it holds no longer than it takes. */
export function pooledReader(dataSource: DataSource): Queryable {
  return {
    async query(sql, parameters) {
      const runner = dataSource.createQueryRunner('slave');
      try {
        return await (runner.query(sql, parameters) as Promise<unknown>);
      } finally {
        await runner.release();
      }
    },
  };
}

/** All that is read through it is of one state of the database; it holds one connection until it is closed. */
export interface Snapshot extends Queryable {
  close(): Promise<void>;
}

interface SnapshotOptions {
  /** It is closed after that long, whether or not anybody reads: an old state must not be kept for ever. */
  readonly maxMs: number;
  readonly onExpiry?: (cause: CodedError) => void;
}

export async function openSnapshot(
  dataSource: DataSource,
  { maxMs, onExpiry = () => undefined }: SnapshotOptions,
): Promise<Snapshot> {
  const runner = dataSource.createQueryRunner('slave');
  /** One after another: a connection takes one statement at a time. */
  let last: Promise<unknown> = runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  let ended: Promise<void> | undefined;
  let expired: CodedError | undefined;

  async function end(): Promise<void> {
    clearTimeout(timer);
    await last.catch(() => undefined);
    // A connection that is broken is not rolled back, and the pool takes no broken one back.
    await runner.query('ROLLBACK').catch(() => undefined);
    await runner.release();
  }
  const close = () => (ended ??= end());
  const timer = setTimeout(() => {
    expired = new CodedError(
      'DEADLINE_EXCEEDED',
      `Reading took longer than ${maxMs / 60_000} minutes, for which one state of the figures is kept. Ask for less at a time, or read faster.`,
    );
    onExpiry(expired);
    void close();
  }, maxMs);

  await last.catch(async (cause: unknown) => {
    await close();
    throw cause;
  });
  return {
    query(sql, parameters) {
      if (ended !== undefined) return Promise.reject(expired ?? new TypeError('The snapshot is closed.'));
      const next = last.then(() => runner.query(sql, parameters));
      last = next.catch(() => undefined);
      return next;
    },
    close,
  };
}
