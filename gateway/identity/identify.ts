/** Who asks: a client with a key in `X-API-Key`, the bearer of a token in `Authorization`, or nobody known. */
import type { IncomingHttpHeaders } from 'node:http';
import { CodedError } from '../../shared/errors';
import type { Viewer } from '../execution/access-rules';
import type { Clients } from './clients';
import type { VerifyToken } from './json-web-token';

/**
 * Undefined for nobody known. What a credential is wrong in refuses the whole request, so that nobody takes the public's view for
 * their own.
 * @throws CodedError UNAUTHENTICATED
 */
export type Identify = (headers: IncomingHttpHeaders) => Viewer | undefined | Promise<Viewer>;

export function identifier(clients: Clients, verifyToken: VerifyToken | undefined): Identify {
  return (headers) => {
    const key = headers['x-api-key'];
    const { authorization } = headers;
    if (key === undefined && authorization === undefined) return undefined;
    if (key !== undefined && authorization !== undefined) {
      throw refused('The request carries X-API-Key and Authorization. Expected one of them.');
    }
    if (authorization === undefined) return viewerOfKey(String(key));
    const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization) ?? [];
    if (token === undefined || verifyToken === undefined) {
      throw refused(
        verifyToken === undefined
          ? 'This gateway takes no tokens. Send an API key as X-API-Key, or leave Authorization out to see what is public.'
          : 'Authorization is not in the form "Bearer <token>".',
      );
    }
    return verifyToken(token);
  };

  function viewerOfKey(key: string): Viewer {
    const client = clients.ofKey(key);
    if (client === undefined) {
      throw refused(
        'The key in X-API-Key is not valid; it may have been revoked. Use a valid one, or leave it out to see what is public.',
      );
    }
    const { id: name, scopes, policies, units } = client;
    return { name, scopes: new Set(scopes), policies: new Set(policies), units, client };
  }
}

function refused(message: string): CodedError {
  return new CodedError('UNAUTHENTICATED', message);
}
