/** The files of the bundled explorer, GraphiQL as ruru packs it: out of its npm package, nothing is fetched. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getStaticFile } from 'ruru/static';
import { encodingFor } from '../../shared/http/compression';
import type { OtherPaths } from '../../shared/http/graphql-over-http';
import { isKept } from '../../shared/http/keep-answer';
import { isRead } from './send-file';

/** The version is part of it, so that a browser may keep the files for good. Ends with a slash. */
export const BUNDLED = `/explore/ruru/${version()}/`;

/** Only names that the package lists are found; a path is never looked up on the disk. */
export const bundledFiles: OtherPaths = async (request, response, { pathname }) => {
  if (!pathname.startsWith(BUNDLED)) return false;
  const file = await getStaticFile({
    staticPath: BUNDLED,
    urlPath: pathname,
    acceptEncoding: encodingFor(request),
    disallowDevAssets: true,
  });
  if (file === null) return false;
  if (!isRead(request, response)) return true;
  const { etag = '' } = file.headers;
  const common = { etag, 'cache-control': 'public, max-age=31536000, immutable' };
  if (isKept(request, etag)) response.writeHead(304, common).end();
  else response.writeHead(200, { ...file.headers, ...common }).end(file.content);
  return true;
};

function version(): string {
  const path = join(dirname(require.resolve('ruru/static')), '..', 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
