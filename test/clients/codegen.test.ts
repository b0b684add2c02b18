/** The sample client's types are those of the schema that is served. */
import { spawnSync } from 'node:child_process';
import { projectFile, projectRoot } from '../../shared/project-root';

it('has types that `npm run codegen` would make again', () => {
  const command = [
    projectFile('node_modules', '.bin', 'graphql-codegen'),
    '--config',
    projectFile('test', 'clients', 'codegen.ts'),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, '--check'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  expect([status, status === 0 ? '' : stdout + stderr]).toEqual([0, '']);
});
