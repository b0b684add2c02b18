/** The process of canned-subgraphs.ts, as the bench sees it. */
import { once } from 'node:events';
import { projectFile } from '../../shared/project-root';
import type { CannedSubgraph, Counted, Served } from './canned-subgraphs';
import { startTalking } from './processes';

export interface CannedProcess {
  readonly subgraphs: readonly CannedSubgraph[];
  /** How many answers did not come from memory, since the start. */
  readonly computed: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

export async function startCannedSubgraphs(env: Readonly<Record<string, string>>): Promise<CannedProcess> {
  const script = projectFile('dist', 'test', 'bench', 'canned-subgraphs.js');
  const { child, message, stop } = await startTalking(script, env);
  const { subgraphs } = message as Served; // what the script sends first
  return {
    subgraphs,
    computed: async () => {
      child.send('computed?');
      const [answer] = (await once(child, 'message')) as [Counted];
      return answer.computed;
    },
    stop,
  };
}
