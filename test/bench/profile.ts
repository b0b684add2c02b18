/** Writes a CPU profile of our gateway under one case, from its start on, for Chrome's developer tools and the like. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from '../../shared/project-root';
import { freePort } from '../free-port';
import { answersOf } from './answers';
import type { Case } from './cases';
import { ours } from './contestants';
import { startServer } from './processes';
import { race } from './race';
import type { Workspace } from './workspace';

const SECONDS = 10;

/** @returns a sentence that names the file */
export async function profile(profiled: Case, workspace: Workspace): Promise<string> {
  const folder = projectFile('.data', 'bench-profiles');
  const before = new Set(profilesIn(folder));
  const port = await freePort();
  const server = await startServer(ours(workspace, port, ['--cpu-prof', `--cpu-prof-dir=${folder}`]), port);
  try {
    const answers = await answersOf(server.url, profiled);
    await race(profiled, [{ name: profiled.name, server, answers }], { rounds: 1, seconds: SECONDS });
  } finally {
    await server.stop();
  }
  const written = profilesIn(folder).filter((name) => !before.has(name));
  return `The profile is in ${written.map((name) => join(folder, name)).join(', ')}.`;
}

function profilesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // the profiler makes it
  }
}
