/** Turns KPI declarations into the SQL that rolls records up to every unit, period and tier. */
import type { RecordKind } from '../import/record-kind';
import type { FlowCounts, KpiDeclaration } from '../kpi/kpi';
import { flowStatement } from './flow-statement';
import { guardedFlowStatement } from './guarded-flow-statement';
import type { Counted, RollupStatement } from './statement';
import { stockStatement, useStatement } from './stock-statement';

export function compileRollup(
  kpis: readonly KpiDeclaration[],
  kinds: readonly RecordKind[],
): RollupStatement[] {
  const kindOf = (name: string): RecordKind => {
    const kind = kinds.find((candidate) => candidate.name === name);
    if (kind === undefined)
      throw new TypeError(`A KPI counts "${name}" records, which the system does not have.`);
    return kind;
  };
  const flows = new Map<string, Counted<FlowCounts>[]>();
  const statements: RollupStatement[] = [];
  for (const kpi of kpis) {
    const { counts } = kpi;
    if (counts === undefined) continue;
    if ('held' in counts) statements.push(stockStatement({ ...kpi, counts }, kindOf));
    else if ('used' in counts) statements.push(useStatement({ ...kpi, counts }, kindOf));
    else {
      // What looks into other records waits for them, and must not make the others wait.
      const group = `${counts.records} ${counts.on} ${counts.joined?.records ?? ''} ${kpi.disclosure === undefined ? '' : 'persons'}`;
      flows.set(group, [...(flows.get(group) ?? []), { ...kpi, counts }]);
    }
  }
  for (const [first, ...others] of flows.values()) {
    if (first === undefined) continue;
    const { records, joined } = first.counts;
    const statement =
      first.disclosure === undefined
        ? flowStatement([first, ...others], kindOf(records), joined && kindOf(joined.records))
        : guardedFlowStatement([first, ...others], kindOf(records));
    statements.push(statement);
  }
  return statements;
}
