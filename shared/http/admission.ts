/** How many requests are answered at a time; those beyond are refused at once, so that the others are answered as fast as ever. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Refusal, refuse } from './refuse';

export class Admission {
  private inside = 0;

  constructor(private readonly most: number) {}

  get isFull(): boolean {
    return this.inside >= this.most;
  }

  /** False where it is full. Whoever has entered leaves. */
  enter(): boolean {
    if (this.isFull) return false;
    this.inside++;
    return true;
  }

  leave(): void {
    this.inside--;
  }
}

const TRY_AGAIN_SECONDS = 1;
/** How long the next refusal takes for a connection that asks again before that: refusing has its price too. */
const TOO_SOON_MS = 500;

const lastRefused = new WeakMap<Socket, number>();

/** Says 503 and when to ask again. */
export function refuseForNow(response: ServerResponse, message: string): void {
  if (!response.headersSent) response.setHeader('retry-after', TRY_AGAIN_SECONDS);
  const { socket } = response.req;
  const now = performance.now();
  const isTooSoon = now - (lastRefused.get(socket) ?? -Infinity) < TRY_AGAIN_SECONDS * 1000;
  lastRefused.set(socket, now);
  const refusal: Refusal = { status: 503, code: 'OVERLOADED', message };
  if (isTooSoon) setTimeout(refuse, TOO_SOON_MS, response, refusal);
  else refuse(response, refusal);
}
