/** For developers: the page at `/`, the bundled explorer at `/explore`, `/schema.graphql`, introspection and query plans. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { OtherPaths } from '../../shared/http/graphql-over-http';
import type { IdentifyCaller } from '../identity/guarded-identify';
import { bundledFiles } from './bundled-files';
import type { ExplorerSettings } from './explorer-settings';
import { introspectionFor } from './introspection';
import { pageFacts } from './page-facts';
import { pageFiles } from './page-files';
import { perSchema } from './per-schema';
import { type ExplainRequest, queryPlansFor } from './query-plans';
import { readSamples } from './samples';
import { schemaFile } from './schema-file';
import { fileOf, sendFile } from './send-file';

export interface ExplorerOptions {
  readonly settings: ExplorerSettings;
  readonly identify: IdentifyCaller;
  /** The systems that can be exported. */
  readonly exports: readonly string[];
  readonly explain: ExplainRequest;
}

export interface Explorer {
  readonly plugins: readonly ApolloServerPlugin[];
  readonly paths: OtherPaths;
}

export function explorer({ settings, identify, exports, explain }: ExplorerOptions): Explorer {
  const isOn = settings.explorer !== 'off';
  let served: GraphQLSchema | undefined;
  const schema = () => {
    if (served === undefined) throw new TypeError('The schema has not been loaded.');
    return served;
  };
  const samples = isOn ? readSamples() : [];
  const facts = perSchema(schema, (current) =>
    fileOf(Buffer.from(JSON.stringify(pageFacts(current, settings, exports, samples))), JSON_TYPE),
  );
  const files = isOn ? pageFiles(settings.explorer) : new Map<string, never>();
  const sdl = schemaFile(schema, settings.introspection, identify);

  const ownPlugin: ApolloServerPlugin = {
    serverWillStart: () =>
      Promise.resolve({
        schemaDidLoadOrUpdate({ apiSchema }) {
          served = apiSchema;
        },
        // A browser at the endpoint itself is led to the page.
        ...(isOn ? { renderLandingPage: () => Promise.resolve({ html: LEADS_TO_PAGE }) } : {}),
      }),
  };

  const page: OtherPaths = async (request, response, { pathname }) => {
    if (pathname === '/' && !takesHtml(request.headers.accept)) return false;
    const file = pathname === '/explore/page.json' ? facts() : files.get(pathname);
    if (file === undefined) return bundledFiles(request, response, { pathname, search: '' });
    await sendFile(request, response, file);
    return true;
  };

  return {
    plugins: [
      ownPlugin,
      introspectionFor(settings.introspection),
      queryPlansFor(settings.queryPlans, explain),
    ],
    paths: async (...asked) => (await sdl(...asked)) || (isOn && (await page(...asked))),
  };
}

const JSON_TYPE = 'application/json; charset=utf-8';

const LEADS_TO_PAGE =
  '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/"><title>GraphQL</title><a href="/">/</a>\n';

function takesHtml(accept = ''): boolean {
  return /\btext\/html\b/.test(accept);
}
