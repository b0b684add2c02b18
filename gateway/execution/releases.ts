/** Which release of its figures each subgraph has sent: a response shows one release of each. */
import type { Answer } from '../../shared/subgraph/answer';
import type { ErrorCode } from '../../shared/errors';
import type { ExecutionError } from './execution-error';
import type { ClientRequest } from './subgraph-client';

export class Releases {
  private readonly bySubgraph = new Map<string, string>();
  private differing: string | undefined;

  /** Subgraphs that say nothing of releases are taken as they are. */
  note(subgraph: string, { release }: Answer): void {
    if (release === undefined) return;
    const known = this.bySubgraph.get(subgraph);
    if (known === undefined) this.bySubgraph.set(subgraph, release);
    else if (known !== release) this.differing = subgraph;
  }

  /** A subgraph whose figures have changed between two fetches. */
  get mixed(): string | undefined {
    return this.differing;
  }
}

/** Figures change with imports, of which a request hardly ever meets one, let alone one each time. */
const MAX_TRIES = 3;

/** The figures of a subgraph have changed during each execution. */
export class ReleaseConflict {
  constructor(readonly system: string) {}
}

/**
 * Executes a query, and again where it has met two releases of one subgraph; each time for a client request of its own, so that
 * nothing that was read before is used.
 */
export async function executedInOneRelease<T>(
  given: ClientRequest,
  execute: (client: ClientRequest, releases: Releases) => Promise<T>,
): Promise<T | ReleaseConflict> {
  let client = given;
  for (let tried = 1; ; tried++) {
    const releases = new Releases();
    const result = await execute(client, releases);
    if (releases.mixed === undefined) return result;
    if (tried === MAX_TRIES) return new ReleaseConflict(releases.mixed);
    client = { ...given };
  }
}

export function figuresChanged(system: string): ExecutionError {
  return {
    message: `The figures of the system "${system}" changed each time while they were read. Ask again.`,
    code: 'SUBGRAPH_UNAVAILABLE' satisfies ErrorCode,
    system,
  };
}
