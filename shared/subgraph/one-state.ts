/** A request that reads with several statements shows one state of the figures: where they change meanwhile it is executed again. */
import type { ReleaseCheck } from '../rollup/request-reader';

/** What a request reads from, with the check of what it has read. */
export interface CheckedContext {
  readonly releases: ReleaseCheck;
}

interface Contexts<C> {
  /** Another one for the same request, which has read nothing yet. */
  readonly renew: (context: C) => C;
  /** Another one that reads a single state, however long it takes; it is closed in the end. */
  readonly pin: (context: C) => Promise<{ readonly context: C; readonly close: () => Promise<void> }>;
}

export interface Executed<T> {
  readonly result: T;
  /** That of all that was read; undefined where nothing was. */
  readonly release: string | undefined;
}

export type Execution<C> = <T>(context: C, execute: (context: C) => Promise<T>) => Promise<Executed<T>>;

/** That an import is committed during one execution is rare, and during two in a row hardly ever seen. */
const MAX_TRIES = 2;

/**
 * Executes, and again with a context that has read nothing yet where figures have changed between two statements; at last in
 * one transaction. So the usual request holds no connection longer than its statements take.
 */
export function executedInOneState<C extends CheckedContext>({ renew, pin }: Contexts<C>): Execution<C> {
  // Whatever is asked with the same context goes on together.
  const successors = new WeakMap<C, C>();
  const successorOf = (context: C) => {
    const successor = successors.get(context) ?? renew(context);
    successors.set(context, successor);
    return successor;
  };
  return async (given, execute) => {
    let context = given;
    while (context.releases.isMixed) context = successorOf(context);
    for (let tried = 0; tried < MAX_TRIES; tried++) {
      const result = await execute(context);
      if (!context.releases.isMixed) return { result, release: context.releases.release };
      context = successorOf(context);
    }
    const pinned = await pin(given);
    try {
      return { result: await execute(pinned.context), release: pinned.context.releases.release };
    } finally {
      await pinned.close();
    }
  };
}
