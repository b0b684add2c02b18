/** The gateway over a registry of subgraphs, all in the test's own process, where they can be looked into. */
import { inProcessClient } from '../gateway/execution/in-process-client';
import { csvsInProcess } from '../gateway/export/csv-source';
import { composeSupergraph } from '../gateway/supergraph/compose';
import type { Identify } from '../gateway/identity/identify';
import { type GatewayOptions, type RunningGateway, startGateway } from '../gateway/server';
import { type Registry, registry } from '../subgraphs/registry';
import { startSubgraphs, type StartOptions } from '../subgraphs/start';

type Options = Pick<StartOptions, 'databases' | 'demonstration'> &
  Partial<Pick<StartOptions, 'logger' | 'registry'> & Pick<GatewayOptions, 'identify' | 'settings'>>;

/** As if every caller had a credential that may see what is not public. */
export const insider: Identify = () => ({ name: 'insider', scopes: new Set(['agencies:read']) });

export async function startInProcess({ identify, settings, ...options }: Options): Promise<RunningGateway> {
  const from: Registry = options.registry ?? registry;
  const subgraphs = await startSubgraphs({ log: () => undefined, ...options });
  const gateway = await startGateway({
    ...{ listen: { host: '127.0.0.1', port: 0 } },
    supergraphSdl: await composeSupergraph(from),
    clients: new Map(subgraphs.running.map((subgraph) => [subgraph.name, inProcessClient(subgraph)])),
    exports: csvsInProcess(subgraphs.running),
    ...(identify === undefined ? {} : { identify }),
    ...(settings === undefined ? {} : { settings }),
  });
  const stop = async () => {
    await gateway.stop();
    await subgraphs.stop();
  };
  return { ...gateway, stop };
}
