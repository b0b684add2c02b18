/** Where a supergraph says that its subgraphs answer. */
import { Kind, parse } from 'graphql';
import { CodedError } from '../../shared/errors';

/** @throws CodedError SUPERGRAPH_INVALID for a text that is no supergraph, or names a subgraph without a URL */
export function subgraphUrlsOf(supergraphSdl: string): Map<string, string> {
  const urls = new Map<string, string>();
  for (const { name, url } of graphsOf(supergraphSdl)) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      throw new CodedError(
        'SUPERGRAPH_INVALID',
        `The supergraph gives no URL for the subgraph "${name}". Expected one that begins with http:// or https://.`,
      );
    }
    urls.set(name, url);
  }
  if (urls.size > 0) return urls;
  throw new CodedError('SUPERGRAPH_INVALID', 'The supergraph names no subgraphs (enum join__Graph).');
}

/**
 * Those that the operator has configured, in place of the supergraph's own.
 * @throws CodedError SUPERGRAPH_INVALID for a supergraph with a subgraph that is not configured
 */
export function configuredUrls(
  supergraphSdl: string,
  configured: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const missing = graphsOf(supergraphSdl).filter(({ name }) => !configured.has(name));
  if (missing.length === 0) return configured;
  throw new CodedError(
    'SUPERGRAPH_INVALID',
    `The supergraph has subgraphs that SUBGRAPH_URLS does not name: ${missing.map(({ name }) => name).join(', ')}.`,
  );
}

function graphsOf(supergraphSdl: string): { name: string; url: string }[] {
  const graphs = documentOf(supergraphSdl).definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph' ? (node.values ?? []) : [],
  );
  return graphs.flatMap(({ directives = [] }) =>
    directives
      .filter(({ name }) => name.value === 'join__graph')
      .map(({ arguments: given = [] }) => {
        const text = (wanted: string) => {
          const value = given.find(({ name }) => name.value === wanted)?.value;
          return value?.kind === Kind.STRING ? value.value : '';
        };
        return { name: text('name'), url: text('url') };
      }),
  );
}

function documentOf(supergraphSdl: string) {
  try {
    return parse(supergraphSdl, { noLocation: true });
  } catch (cause) {
    throw new CodedError('SUPERGRAPH_INVALID', `The supergraph is not GraphQL: ${String(cause)}`, { cause });
  }
}
