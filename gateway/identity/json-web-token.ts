/** Tokens of an identity provider (RFC 7519), checked with its public keys from a file or from where it publishes them. */
import { readFileSync } from 'node:fs';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { CodedError } from '../../shared/errors';
import type { Viewer } from '../execution/access-rules';
import { faultOfUnits } from './units';

export interface TokenSettings {
  /** A path, or a URL that is asked when a token's key is not known yet. */
  readonly keys: string;
  readonly issuer: string;
  readonly audience: string;
}

/** Signatures that take a secret key which the gateway does not have. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_TOLERANCE_S = 5;

export type VerifyToken = (token: string) => Promise<Viewer>;

/**
 * Its function throws CodedError UNAUTHENTICATED for a token that is not valid.
 * @throws CodedError CONFIG_INVALID for a file without keys
 */
export function tokenVerifier({ keys, issuer, audience }: TokenSettings): VerifyToken {
  const keySet = /^https?:\/\//.test(keys) ? createRemoteJWKSet(new URL(keys)) : keysInFile(keys);
  return async (token) => {
    try {
      const options = { issuer, audience, algorithms: ALGORITHMS, clockTolerance: CLOCK_TOLERANCE_S };
      const { payload } = await jwtVerify(token, keySet, { ...options, requiredClaims: ['exp', 'sub'] });
      return viewerOf(payload);
    } catch (cause) {
      if (cause instanceof CodedError) throw cause;
      if (cause instanceof errors.JOSEError && !(cause instanceof errors.JWKSTimeout)) throw refused(cause);
      console.error('The keys of the identity provider cannot be had:', cause);
      throw new CodedError(
        'UNAUTHENTICATED',
        'The token in Authorization cannot be checked at the moment. Try again later, or leave it out to see what is public.',
        { cause },
      );
    }
  };
}

function refused(cause: unknown): CodedError {
  const isExpired = cause instanceof errors.JWTExpired;
  return new CodedError(
    'UNAUTHENTICATED',
    `The token in Authorization ${isExpired ? 'has expired' : 'is not valid'}. Get a new one from your identity provider, or leave it out to see what is public.`,
    { cause },
  );
}

function keysInFile(path: string): JWTVerifyGetKey {
  try {
    return createLocalJWKSet(JSON.parse(readFileSync(path, 'utf8')) as JSONWebKeySet); // checked by the library
  } catch (cause) {
    throw new CodedError(
      'CONFIG_INVALID',
      `JWT_KEYS names ${path}, which is no JSON Web Key Set. Expected {"keys": […]}, or a URL.`,
      { cause },
    );
  }
}

/**
 * `scope` as in RFC 8693, or `scopes` as a list; `policies` as a list; `units` the ids of the caller's units.
 * @throws CodedError UNAUTHENTICATED for units that are none
 */
function viewerOf({ sub, scope, scopes, policies, units }: JWTPayload): Viewer {
  const granted = typeof scope === 'string' ? scope.split(' ') : listOf(scopes);
  return {
    name: sub ?? '',
    scopes: new Set(granted),
    policies: new Set(listOf(policies)),
    units: units === undefined ? undefined : unitsOf(units),
  };
}

/** Whatever is there and is no list of texts reaches no unit. */
function unitsOf(claim: unknown): readonly string[] {
  const units = listOf(claim);
  const fault = faultOfUnits(units);
  if (fault === undefined) return units;
  throw new CodedError(
    'UNAUTHENTICATED',
    `The claim "units" of the token in Authorization has ${fault} Have your identity provider correct it.`,
  );
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
