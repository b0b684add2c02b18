/**
 * How much is executed at a time, by what operations are estimated to cost: a hundred small ones are little work, a few that ask for
 * every KPI of every commune take the thread for seconds.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../shared/errors';
import { TRY_AGAIN_SECONDS } from '../../shared/http/admission';

/** What costs no more than such a part of all is never refused for what others cost. */
const SMALL_PART = 1 / 100;
/** Of the event loop, in each of which libuv takes one new connection. They are over in a millisecond where nobody comes. */
const TURNS = 128;

export class CostInFlight {
  private inside = 0;

  /** @param most together; one operation alone may cost more */
  constructor(private readonly most: number) {}

  /** @throws GraphQLError OVERLOADED, HTTP status 503, where there is no room for it now */
  async during<T>(cost: number, execute: () => Promise<T>): Promise<T> {
    if (!this.hasRoomFor(cost)) throw overloaded(cost, this.most);
    this.inside += cost;
    try {
      // Whoever has come meanwhile is refused, or answered if it is little, before this takes the thread.
      if (!this.isSmall(cost)) for (let turn = 0; turn < TURNS; turn++) await nextTurn();
      return await execute();
    } finally {
      this.inside -= cost;
    }
  }

  hasRoomFor(cost: number): boolean {
    return this.inside === 0 || this.isSmall(cost) || this.inside + cost <= this.most;
  }

  private isSmall(cost: number): boolean {
    return cost <= this.most * SMALL_PART;
  }
}

function overloaded(cost: number, limit: number): GraphQLError {
  const message = `The operation is estimated to cost ${cost}, and what is being answered already leaves no room for it: at a time all may cost ${limit}. Try again in a second, or ask for less.`;
  const code: ErrorCode = 'OVERLOADED';
  const headers = new HeaderMap([['retry-after', String(TRY_AGAIN_SECONDS)]]);
  return new GraphQLError(message, { extensions: { code, cost, limit, http: { status: 503, headers } } });
}
