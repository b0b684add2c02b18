/** Who takes part, and how each is started on the same supergraph. */
import { join } from 'node:path';
import { projectFile } from '../../shared/project-root';
import { grafbase } from './grafbase';
import { peersFolder } from './peers';
import type { Command } from './processes';
import type { Workspace } from './workspace';

export interface Contestant {
  readonly name: string;
  /** Installed from npm for the bench alone. */
  readonly isPeer: boolean;
  command(workspace: Workspace, port: number): Command;
}

export const APOLLO = 'plain Apollo';
export const BARE = 'bare node:http';

export const ANSWERS_FILE = 'answers.json';

export const CONTESTANTS: readonly Contestant[] = [
  { name: 'ours', isPeer: false, command: (workspace, port) => ours(workspace, port) },
  {
    name: APOLLO,
    isPeer: false,
    command: ({ supergraph }, port) => ({
      program: process.execPath,
      args: [projectFile('dist', 'test', 'bench', 'entries', 'plain-apollo.js'), supergraph],
      env: { PORT: String(port), APOLLO_TELEMETRY_DISABLED: '1' },
    }),
  },
  {
    name: 'Hive Gateway 2.15.1',
    isPeer: true,
    command: ({ supergraph, folder }, port) => ({
      program: process.execPath,
      args: [
        join(peersFolder, 'node_modules', '.bin', 'hive-gateway'),
        ...['supergraph', supergraph, '--host', '127.0.0.1', '--port', String(port), '--polling', '24h'],
      ],
      folder,
    }),
  },
  {
    name: 'Grafbase 0.80.4',
    isPeer: true,
    command: (workspace, port) => grafbase('0.80', workspace, port),
  },
  {
    name: 'Grafbase 0.103.0',
    isPeer: true,
    command: (workspace, port) => grafbase('0.103', workspace, port),
  },
  {
    name: BARE,
    isPeer: false,
    command: ({ folder }, port) => ({
      program: process.execPath,
      args: [projectFile('dist', 'test', 'bench', 'entries', 'bare-http.js'), join(folder, ANSWERS_FILE)],
      env: { PORT: String(port) },
    }),
  },
];

/** @param nodeOptions of Node.js, such as those of its profiler */
export function ours({ subgraphs }: Workspace, port: number, nodeOptions: readonly string[] = []): Command {
  const urls = subgraphs.map(({ name, url }) => `${name}=${url}`).join(',');
  return {
    program: process.execPath,
    args: [...nodeOptions, projectFile('dist', 'gateway', 'main.js')],
    env: { PORT: String(port), SUBGRAPH_URLS: urls },
  };
}
