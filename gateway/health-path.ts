/** `/health`: whether the gateway takes requests. It says nothing of the subgraphs, which a restart of the gateway would not mend. */
import type { OtherPaths } from '../shared/http/graphql-over-http';

export const healthPath: OtherPaths = (_, response, { pathname }) => {
  if (pathname !== '/health') return Promise.resolve(false);
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('{"status":"ok"}\n');
  return Promise.resolve(true);
};
