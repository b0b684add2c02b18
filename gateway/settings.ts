/** What the gateway takes from the environment beside where its subgraphs are; all of it has a default. */
import { type Environment, setting } from '../shared/environment';
import { type HttpSettings, httpSettings } from '../shared/http/http-settings';
import { projectFile } from '../shared/project-root';
import { type SubgraphSettings, subgraphSettings } from './execution/subgraph-settings';
import { type ExplorerSettings, explorerSettings } from './explore/explorer-settings';
import { type CostSettings, costSettings } from './guard/cost-settings';
import { limitSettings, type OperationLimits } from './guard/limit-settings';
import { type UsageSettings, usageSettings } from './usage/usage-settings';
import { CLIENT_MODES, type ClientMode, perMinute, type Rate } from './identity/client';

export interface GatewaySettings {
  readonly http: HttpSettings;
  readonly limits: OperationLimits;
  readonly costs: CostSettings;
  readonly waiting: SubgraphSettings;
  readonly explorer: ExplorerSettings;
  /** The folder of the clients that have keys and operations. */
  readonly clientsFolder: string;
  /** What callers may ask beside registered operations; a client may have a stricter mode. */
  readonly mode: ClientMode;
  /** How often one may ask who has no rate of their own: an address without a key, a bearer, a client; absent: as often as they like. */
  readonly anonymousRate?: Rate | undefined;
  /** The operator's own, that each request comes through. */
  readonly proxies: number;
  /** Of Redis, which replicas share; absent: each has its own. */
  readonly redisUrl?: string | undefined;
  readonly usage: UsageSettings;
  readonly production: boolean;
}

/** Adds to the faults what is wrong with the settings. */
export function gatewaySettings(env: Environment, faults: string[]): GatewaySettings {
  return {
    http: httpSettings(env, faults),
    limits: limitSettings(env, faults),
    costs: costSettings(env, faults),
    waiting: subgraphSettings(env, faults),
    explorer: explorerSettings(env, faults),
    clientsFolder: clientsFolder(env),
    mode: mode(env, faults),
    anonymousRate: anonymousRate(env, faults),
    proxies: proxies(env, faults),
    redisUrl: redisUrl(env, faults),
    usage: usageSettings(env, faults),
    production: env.NODE_ENV === 'production',
  };
}

/** CLIENTS_DIR; default: the project's own. */
export function clientsFolder(env: Environment): string {
  return setting(env, 'CLIENTS_DIR') ?? projectFile('gateway', 'operations', 'clients');
}

function mode(env: Environment, faults: string[]): ClientMode {
  const text = setting(env, 'OPERATIONS_MODE') ?? 'open';
  const known = CLIENT_MODES.find((one) => one === text);
  if (known === undefined) faults.push(`OPERATIONS_MODE is "${text}". Expected ${CLIENT_MODES.join(', ')}.`);
  return known ?? 'require-id';
}

function anonymousRate(env: Environment, faults: string[]): Rate | undefined {
  const text = setting(env, 'ANONYMOUS_REQUESTS_PER_MINUTE');
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,6}$/.test(text)) return perMinute(Number(text));
  faults.push(
    `ANONYMOUS_REQUESTS_PER_MINUTE is "${text}". Expected a whole number from 1 on, or nothing for no limit.`,
  );
  return undefined;
}

function proxies(env: Environment, faults: string[]): number {
  const text = setting(env, 'TRUSTED_PROXIES') ?? '0';
  if (/^\d$/.test(text)) return Number(text);
  faults.push(
    `TRUSTED_PROXIES is "${text}". Expected how many proxies stand before the gateway, from 0 to 9.`,
  );
  return 0;
}

function redisUrl(env: Environment, faults: string[]): string | undefined {
  const text = setting(env, 'REDIS_URL');
  if (text === undefined || (/^rediss?:\/\//.test(text) && URL.canParse(text))) return text;
  faults.push('REDIS_URL is no URL of Redis. Expected redis://host:6379 or rediss://….');
  return undefined;
}
