/** The catalogue: what all registered systems declare, in the registry's order. */
import { CodedError } from '../shared/errors';
import type { SystemDeclaration } from '../shared/kpi/kpi';
import { type Registry, registry } from './registry';

/** @throws CodedError REFERENCE_INVALID when two KPIs bear the same code */
export async function loadCatalogue(from: Registry = registry): Promise<SystemDeclaration[]> {
  const systems: SystemDeclaration[] = [];
  for (const { declaration } of Object.values(from)) {
    if (declaration !== undefined) systems.push(await declaration());
  }
  const codes = systems.flatMap(({ kpis }) => kpis.map(({ code }) => code));
  const twice = codes.filter((code, i) => codes.indexOf(code) !== i);
  if (twice.length > 0) throw new CodedError('REFERENCE_INVALID', `Declared twice: ${twice.join(', ')}.`);
  return systems;
}
