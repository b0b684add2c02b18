/** Who guesses credentials is soon not listened to any more: so many wrong ones come from an address in a minute, no more. */
import type { IncomingMessage } from 'node:http';
import { CodedError } from '../../shared/errors';
import type { Viewer } from '../execution/access-rules';
import type { RateLimit } from '../guard/rate-limit';
import { perMinute, type Rate } from './client';
import type { Identify } from './identify';

export const WRONG_CREDENTIALS: Rate = perMinute(60);

const COUNTED = 'wrong credentials';

export type IdentifyCaller = (request: IncomingMessage) => Viewer | undefined | Promise<Viewer | undefined>;

/**
 * Its function throws CodedError UNAUTHENTICATED for a wrong credential, and RATE_LIMITED for any after too many of them.
 * @param rates of this replica alone, so that nobody waits for them
 */
export function guardedIdentify(
  identify: Identify,
  rates: RateLimit,
  addressOf: (request: IncomingMessage) => string,
): IdentifyCaller {
  return (request) => {
    const { headers } = request;
    const hasCredential = headers['x-api-key'] !== undefined || headers.authorization !== undefined;
    return hasCredential ? guarded(request) : identify(headers);
  };

  async function guarded(request: IncomingMessage): Promise<Viewer | undefined> {
    const address = addressOf(request);
    if (await rates.isSpent(COUNTED, address, WRONG_CREDENTIALS)) {
      throw new CodedError(
        'RATE_LIMITED',
        `More than ${WRONG_CREDENTIALS.requests} wrong credentials have come from this address in a minute. Try again in a minute, with the right one.`,
      );
    }
    try {
      return await identify(request.headers);
    } catch (cause) {
      if (cause instanceof CodedError && cause.code === 'UNAUTHENTICATED') {
        await rates.spend(COUNTED, address, 1, WRONG_CREDENTIALS);
      }
      throw cause;
    }
  }
}
