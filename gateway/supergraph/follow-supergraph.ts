/** Serves a supergraph's file as it changes: watched → read → loaded → registered operations checked → planned anew → served. */
import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { messageOf } from '../../shared/errors';
import type { CompiledGateway } from '../execution/compiled-gateway';
import type { LoadedSupergraph } from '../execution/loaded-supergraph';
import { closeUnused, type SubgraphClients } from '../execution/subgraph-client';
import type { RegisteredOperations } from '../operations/registered-operations';
import type { ClientsFor } from './remote-subgraphs';

/** The file is looked at so often, as files that are mounted from elsewhere do not always tell of their changes. */
const LOOK_MS = 500;

/** A file that the gateway serves another supergraph from when it changes. */
export interface SupergraphFile {
  readonly path: string;
  readonly clientsFor: ClientsFor;
}

interface FollowOptions extends SupergraphFile {
  readonly gateway: Pick<CompiledGateway, 'supergraph' | 'loadAnother' | 'serve'>;
  readonly registered: () => Pick<RegisteredOperations, 'brokenOn' | 'serveOn'>;
  readonly log: (message: string) => void;
}

/**
 * One that does not load, or would break a registered operation, is told of in the log, and the one of before goes on.
 * @returns stops it; what is being loaded is not served then
 */
export function followSupergraph({ path, clientsFor, gateway, registered, log }: FollowOptions): () => void {
  let isStopped = false;
  let isBusy = false;
  let hasChanged = false;
  let isRefused = false;
  const look = () => {
    hasChanged = true;
    if (!isBusy) void serveChanges();
  };
  watchFile(path, { interval: LOOK_MS, persistent: false }, look);
  look(); // it may have changed since the start
  return () => {
    isStopped = true;
    unwatchFile(path, look);
  };

  /** One after the other: while one is loaded, the file may change again. */
  async function serveChanges(): Promise<void> {
    isBusy = true;
    while (hasChanged && !isStopped) {
      hasChanged = false;
      await serveFile().catch((cause: unknown) => {
        isRefused = true;
        const reason = messageOf(cause);
        log(`The supergraph in ${path} is not served, the one of before goes on: ${reason}`);
      });
    }
    isBusy = false;
  }

  async function serveFile(): Promise<void> {
    const sdl = await readFile(path, 'utf8');
    const before = gateway.supergraph;
    if (sdl === before.sdl) {
      if (isRefused) log(`The supergraph in ${path} is the one that is served.`);
      isRefused = false;
      return;
    }
    const clients = clientsFor(sdl, before.clients);
    const next = await prepared(sdl, clients, before).catch(async (cause: unknown) => {
      await closeUnused(clients, [before.clients]);
      throw cause;
    });
    gateway.serve(next);
    registered().serveOn(next.graph);
    isRefused = false;
    log(`The supergraph in ${path} is served from now on.`);
  }

  async function prepared(
    sdl: string,
    clients: SubgraphClients,
    before: LoadedSupergraph,
  ): Promise<LoadedSupergraph> {
    const next = await gateway.loadAnother(sdl, clients);
    await assertKeeps(next);
    await next.warmLike(before, () => !isStopped && !hasChanged);
    if (isStopped) throw new Error('The gateway stops.');
    if (hasChanged) throw new Error('The file has changed again.');
    // Planning takes its time, and clients may have registered others meanwhile.
    await assertKeeps(next);
    return next;
  }

  async function assertKeeps({ graph }: LoadedSupergraph): Promise<void> {
    const broken = await registered().brokenOn(graph);
    if (broken.length > 0) throw new Error(`It breaks operations of clients:\n${broken.join('\n')}`);
  }
}
