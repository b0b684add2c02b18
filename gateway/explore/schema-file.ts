/** `/schema.graphql`: what clients see of the graph, for those who may introspect it. */
import { type GraphQLSchema, printSchema } from 'graphql';
import { CodedError } from '../../shared/errors';
import type { OtherPaths } from '../../shared/http/graphql-over-http';
import { refuse } from '../../shared/http/refuse';
import type { Viewer } from '../execution/access-rules';
import type { Identify } from '../identity/identify';
import { belongsTo, SCHEMA_SCOPE } from './audience';
import type { Audience } from './explorer-settings';
import { perSchema } from './per-schema';
import { fileOf, sendFile } from './send-file';

/** @param schema the one that is served now */
export function schemaFile(schema: () => GraphQLSchema, audience: Audience, identify: Identify): OtherPaths {
  const file = perSchema(schema, (served) =>
    fileOf(Buffer.from(printSchema(served)), 'text/plain; charset=utf-8', HEADERS),
  );

  return async (request, response, { pathname }) => {
    if (pathname !== '/schema.graphql') return false;
    let viewer: Viewer | undefined;
    try {
      viewer = await identify(request.headers);
    } catch (cause) {
      if (!(cause instanceof CodedError) || cause.code !== 'UNAUTHENTICATED') throw cause;
      refuse(response, 401, cause.code, cause.message);
      return true;
    }
    if (belongsTo(audience, SCHEMA_SCOPE, viewer)) await sendFile(request, response, file());
    else if (audience === 'off')
      refuse(response, 404, 'BAD_REQUEST', 'This gateway does not hand out its schema.');
    else refuse(response, 403, 'FORBIDDEN', `The schema takes a credential with the scope ${SCHEMA_SCOPE}.`);
    return true;
  };
}

/** It may be another one after the next update, or for another caller. */
const HEADERS = { 'cache-control': 'private, no-cache', vary: 'Accept-Encoding, Authorization, X-API-Key' };
