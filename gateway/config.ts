/** The environment and the command line as typed configuration; all faults are reported together. */
import { parseCommandLine } from '../shared/command-line';
import { type DatabaseSettings, databaseSettings } from '../shared/database/settings';
import type { TokenSettings } from './identity/json-web-token';
import { type GatewaySettings, gatewaySettings } from './settings';
import { assertNoFaults, type Environment, type Listening, listening, setting } from '../shared/environment';

export interface GatewayConfig extends GatewaySettings {
  readonly listen: Listening;
  /** Another supergraph than the product's own; it says where its subgraphs answer. */
  readonly supergraphPath?: string;
  /** Where each subgraph answers; absent: all run in this process. */
  readonly subgraphUrls?: ReadonlyMap<string, string>;
  readonly databases: DatabaseSettings;
  readonly demonstration: boolean;
  /** Absent: no tokens are taken. */
  readonly tokens?: TokenSettings;
}

/** @throws CodedError CONFIG_INVALID with every fault, one on a line */
export function gatewayConfig(
  env: Environment,
  args: readonly string[],
  subgraphs: readonly string[],
): GatewayConfig {
  const { values } = parseCommandLine(
    { args: [...args], options: { 'no-demo': { type: 'boolean' } } },
    'npm start -- [--no-demo]',
  );
  const faults: string[] = [];
  const urls = subgraphUrls(env.SUBGRAPH_URLS, subgraphs, faults);
  const supergraphPath = setting(env, 'SUPERGRAPH_PATH');
  if (supergraphPath !== undefined && urls !== undefined) {
    faults.push(
      'SUPERGRAPH_PATH and SUBGRAPH_URLS are both set. Another supergraph says itself where its subgraphs are.',
    );
  }
  const config = {
    listen: listening(env, 4000, faults),
    ...(supergraphPath === undefined ? {} : { supergraphPath }),
    ...(urls === undefined ? {} : { subgraphUrls: urls }),
    databases: databaseSettings(env, subgraphs, faults),
    demonstration: !values['no-demo'],
    ...tokenSettings(env, faults),
    ...gatewaySettings(env, faults),
  };
  assertNoFaults(faults);
  return config;
}

/** JWT_KEYS, JWT_ISSUER and JWT_AUDIENCE: all three or none. */
function tokenSettings(env: Environment, faults: string[]): { readonly tokens?: TokenSettings } {
  const names = ['JWT_KEYS', 'JWT_ISSUER', 'JWT_AUDIENCE'] as const;
  const [keys, issuer, audience] = names.map((name) => setting(env, name));
  if (keys !== undefined && issuer !== undefined && audience !== undefined) {
    return { tokens: { keys, issuer, audience } };
  }
  const missing = names.filter((name) => setting(env, name) === undefined);
  if (missing.length < names.length) {
    faults.push(
      `${missing.join(' and ')} is not set. Expected ${names.join(', ')} together, or none of them.`,
    );
  }
  return {};
}

/** `directory=http://host:4000/graphql,feedback=…`, every subgraph once. */
function subgraphUrls(
  text: string | undefined,
  subgraphs: readonly string[],
  faults: string[],
): ReadonlyMap<string, string> | undefined {
  if (text === undefined || text === '') return undefined;
  const urls = new Map<string, string>();
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [name = '', url = ''] = entry.split(/=(.*)/s);
    if (!subgraphs.includes(name))
      faults.push(`SUBGRAPH_URLS names "${name}". Expected ${subgraphs.join(', ')}.`);
    else if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      faults.push(`SUBGRAPH_URLS gives no URL for ${name}. Expected ${name}=http://host:4000/graphql.`);
    } else urls.set(name, url);
  }
  const missing = subgraphs.filter((name) => !urls.has(name));
  if (missing.length > 0 && faults.length === 0) {
    faults.push(
      `SUBGRAPH_URLS lacks ${missing.join(', ')}. Name every subgraph, or leave it unset to run all in one process.`,
    );
  }
  return urls;
}
