/** Which explorer developers get, and who may look into the schema and the plans. */
import { type Environment, setting } from '../../shared/environment';

/** `scope`: callers whose credential has the scope for it. */
export type Audience = 'public' | 'scope' | 'off';

export interface ExplorerSettings {
  /** `online`: Apollo Sandbox where the browser reaches it, else the bundled one, which `offline` always takes. */
  readonly explorer: 'online' | 'offline' | 'off';
  /** Introspection and `/schema.graphql`. */
  readonly introspection: Audience;
  /** `extensions.queryPlan`. */
  readonly queryPlans: Audience;
}

const AUDIENCES = ['public', 'scope', 'off'] as const;

/** EXPLORER, INTROSPECTION and QUERY_PLANS; adds to the faults what is wrong with them. */
export function explorerSettings(env: Environment, faults: string[]): ExplorerSettings {
  const production = env.NODE_ENV === 'production';
  const choice = <T extends string>(name: string, choices: readonly T[], standard: T): T => {
    const text = setting(env, name);
    const found = choices.find((one) => one === text);
    if (text !== undefined && found === undefined) {
      faults.push(`${name} is "${text}". Expected ${choices.join(', ')}.`);
    }
    return found ?? standard;
  };
  return {
    explorer: choice('EXPLORER', ['online', 'offline', 'off'], production ? 'off' : 'online'),
    introspection: choice('INTROSPECTION', AUDIENCES, production ? 'scope' : 'public'),
    queryPlans: choice('QUERY_PLANS', AUDIENCES, production ? 'scope' : 'public'),
  };
}
