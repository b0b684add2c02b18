/** The gateway over a registry of subgraphs, all in the test's own process, where they can be looked into. */
import { inProcessClient } from '../gateway/execution/in-process-client';
import { csvsInProcess } from '../gateway/export/csv-source';
import { composeSupergraph } from '../gateway/supergraph/compose';
import type { Identify } from '../gateway/identity/identify';
import { type GatewayOptions, type RunningGateway, startGateway } from '../gateway/server';
import { gatewaySettings } from '../gateway/settings';
import { type Registry, registry } from '../subgraphs/registry';
import { startSubgraphs, type StartOptions } from '../subgraphs/start';

type Options = Pick<StartOptions, 'databases' | 'demonstration'> &
  Partial<
    Pick<StartOptions, 'logger' | 'registry'> &
      Pick<GatewayOptions, 'identify'> & { env: Readonly<Record<string, string>> }
  >;

/** As if every caller had a credential that may see what is not public. */
export const insider: Identify = () => ({ name: 'insider', scopes: new Set(['agencies:read']) });

/** The machine may be busy with other tests. */
const PATIENT = { REQUEST_DEADLINE_MS: '60000' };

/** @param env of the gateway's settings, those of a patient one otherwise */
export async function startInProcess({ identify, env = {}, ...options }: Options): Promise<RunningGateway> {
  const from: Registry = options.registry ?? registry;
  const subgraphs = await startSubgraphs({ log: () => undefined, ...options });
  const gateway = await startGateway({
    ...{ listen: { host: '127.0.0.1', port: 0 } },
    supergraphSdl: await composeSupergraph(from),
    clients: new Map(subgraphs.running.map((subgraph) => [subgraph.name, inProcessClient(subgraph)])),
    exports: csvsInProcess(subgraphs.running),
    ...(identify === undefined ? {} : { identify }),
    settings: gatewaySettings({ ...PATIENT, ...env }, []),
  });
  const stop = async () => {
    await gateway.stop();
    await subgraphs.stop();
  };
  return { ...gateway, stop };
}
