/** What counts how much in the composite score: the project's own weights, from weights.csv. */
import { CodedError } from '../../shared/errors';
import type { KpiDeclaration, SystemDeclaration } from '../../shared/kpi/kpi';
import { type DataRow, readDataFile } from '../../shared/reference/data-file';
import { type Tier, tiers } from '../../shared/units/unit';

/** A KPI against its target, over all tiers or for one, and how much that counts. */
export interface Weighting {
  readonly system: SystemDeclaration;
  readonly kpi: KpiDeclaration;
  readonly tier?: Tier | undefined;
  readonly weight: number;
}

/** As the file says it; the code is of some system, which may not be registered. */
export interface WrittenWeight {
  readonly code: string;
  readonly tier?: Tier | undefined;
  readonly weight: number;
}

const FILE = ['subgraphs', 'scorecard', 'weights.csv'];

/** @throws CodedError REFERENCE_INVALID for a cell that cannot be read */
export function readWeights(): WrittenWeight[] {
  return readDataFile(...FILE).map((row) => ({
    code: row.text('code'),
    tier: row.optional('tier') === undefined ? undefined : row.oneOf('tier', tiers),
    weight: positive(row),
  }));
}

/**
 * The weights of the registered systems, in the file's order. Those of systems that are not registered are left out.
 * @throws CodedError REFERENCE_INVALID for a code or tier that its system does not declare, for a KPI that no target can
 * measure, and for one weighed twice
 */
export function weightings(
  catalogue: readonly SystemDeclaration[],
  written: readonly WrittenWeight[] = readWeights(),
): Weighting[] {
  const seen = new Set<string>();
  return written.flatMap(({ code, tier, weight }) => {
    const name = [code, tier].filter(Boolean).join(' ');
    if (seen.has(name)) throw fault(name, 'is there twice');
    seen.add(name);
    const system = catalogue.find(({ kpis }) => kpis.some((kpi) => stem(kpi.code) === stem(code)));
    if (system === undefined) return [];
    const kpi = system.kpis.find((candidate) => candidate.code === code);
    if (kpi === undefined || kpi.distribution) throw fault(name, `has no value in the system ${system.name}`);
    if (tier !== undefined && !kpi.tiers.includes(tier)) {
      throw fault(name, `is not told apart by that tier, only by ${kpi.tiers.join(', ') || 'none'}`);
    }
    if (kpi.direction === 'NEUTRAL') throw fault(name, 'has no direction that is better');
    return { system, kpi, tier, weight };
  });
}

function positive(row: DataRow): number {
  const weight = row.number('weight') ?? 0;
  return weight > 0 ? weight : row.fail('weight', 'is not above 0');
}

/** What the codes of a system begin with: FBK of FBK-07. */
function stem(code: string): string {
  return code.replace(/-[^-]*$/, '');
}

function fault(name: string, reason: string): CodedError {
  return new CodedError('REFERENCE_INVALID', `${FILE.join('/')}: ${name} ${reason}.`);
}
