/** Who may look into what is for developers. */
import type { Viewer } from '../execution/access-rules';
import type { Audience } from './explorer-settings';

/** Of introspection and `/schema.graphql`. */
export const SCHEMA_SCOPE = 'schema:read';
/** Of `extensions.queryPlan`. */
export const PLANS_SCOPE = 'plans:read';

export function belongsTo(audience: Audience, scope: string, viewer: Viewer | undefined): boolean {
  return audience === 'public' || (audience === 'scope' && viewer?.scopes.has(scope) === true);
}
