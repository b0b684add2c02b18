/** `/schema.graphql`: what clients see of the graph, for those who may introspect it. */
import { type GraphQLSchema, printSchema } from 'graphql';
import type { OtherPaths } from '../../shared/http/graphql-over-http';
import { type Refusal, refuse, refuseCredential } from '../../shared/http/refuse';
import type { Viewer } from '../execution/access-rules';
import type { IdentifyCaller } from '../identity/guarded-identify';
import { belongsTo, SCHEMA_SCOPE } from './audience';
import type { Audience } from './explorer-settings';
import { perSchema } from './per-schema';
import { fileOf, sendFile } from './send-file';

/** @param schema the one that is served now */
export function schemaFile(
  schema: () => GraphQLSchema,
  audience: Audience,
  identify: IdentifyCaller,
): OtherPaths {
  const file = perSchema(schema, (served) =>
    fileOf(Buffer.from(printSchema(served)), 'text/plain; charset=utf-8', HEADERS),
  );

  return async (request, response, { pathname }) => {
    if (pathname !== '/schema.graphql') return false;
    let viewer: Viewer | undefined;
    try {
      viewer = await identify(request);
    } catch (cause) {
      refuseCredential(response, cause);
      return true;
    }
    if (belongsTo(audience, SCHEMA_SCOPE, viewer)) await sendFile(request, response, file());
    else refuse(response, audience === 'off' ? NO_SCHEMA : NOT_THEIRS);
    return true;
  };
}

const NO_SCHEMA: Refusal = {
  status: 404,
  code: 'BAD_REQUEST',
  message: 'This gateway does not hand out its schema.',
};
const NOT_THEIRS: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  message: `The schema takes a credential with the scope ${SCHEMA_SCOPE}.`,
};

/** It may be another one after the next update, or for another caller. */
const HEADERS = { 'cache-control': 'private, no-cache', vary: 'Accept-Encoding, Authorization, X-API-Key' };
