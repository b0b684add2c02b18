/** The files of one run, foremost the supergraph with the addresses of the canned subgraphs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supergraphFile } from '../../gateway/supergraph/file';
import type { CannedSubgraph } from './canned-subgraphs';

export interface Workspace {
  readonly folder: string;
  readonly subgraphs: readonly CannedSubgraph[];
  /** The supergraph's path. */
  readonly supergraph: string;
  /** Writes a file into the folder; gives its path. */
  readonly write: (name: string, text: string) => string;
  readonly remove: () => void;
}

export function createWorkspace(subgraphs: readonly CannedSubgraph[]): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'kpi-bench-files-'));
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const remove = () => {
    rmSync(folder, { recursive: true });
  };
  return {
    folder,
    subgraphs,
    supergraph: write('supergraph.graphql', supergraphFor(subgraphs)),
    write,
    remove,
  };
}

/** The project's own, with other addresses. */
function supergraphFor(subgraphs: readonly CannedSubgraph[]): string {
  return subgraphs.reduce(
    (sdl, { name, url }) => {
      const ours = `http://${name}:4000/graphql`;
      if (!sdl.includes(ours)) throw new Error(`The supergraph does not name ${ours}. Run npm run compose.`);
      return sdl.replace(ours, url);
    },
    readFileSync(supergraphFile, 'utf8'),
  );
}
