/** The native gateway in Grafbase's packages on npm, for Linux on x64. */
import { join } from 'node:path';
import { type DirectiveNode, type DocumentNode, parse, print, visit } from 'graphql';
import { peersFolder } from './peers';
import type { Command } from './processes';
import type { Workspace } from './workspace';

/** It composes the subgraphs itself. The older version wants them named in two files. */
export function grafbase(version: '0.80' | '0.103', workspace: Workspace, port: number): Command {
  const { folder, write } = workspace;
  const subgraphs = write(`grafbase-${version}.toml`, subgraphsToml(workspace));
  const files =
    version === '0.103'
      ? ['--config', subgraphs]
      : ['--graph-overrides', subgraphs, '--gateway-config', write('named.toml', namesToml(workspace))];
  return {
    program: join(peersFolder, 'node_modules', `grafbase-${version}`, 'grafbase'),
    // The gateway is served by the command `dev` alone; without a graph of the platform it stays offline.
    args: ['--home', folder, 'dev', ...files, '--port', String(port)],
    folder,
  };
}

function subgraphsToml({ subgraphs, write }: Workspace): string {
  const tables = subgraphs.map(({ name, url, sdl }) => {
    const schema = write(`${name}.graphql`, print(shareFields(parse(sdl))));
    return `[subgraphs.${name}]\nurl = "${url}"\nschema_path = "${schema}"\n`;
  });
  return tables.join('');
}

function namesToml({ subgraphs }: Workspace): string {
  return subgraphs.map(({ name }) => `[subgraphs.${name}]\n`).join('');
}

/** `@shareable` on each field says the same as on their type, where Grafbase's composer wants all fields in all subgraphs. */
function shareFields(document: DocumentNode): DocumentNode {
  const isShareable = ({ name }: DirectiveNode) => name.value === 'shareable';
  return visit<DocumentNode>(document, {
    ObjectTypeDefinition(type) {
      const shareable = type.directives?.find(isShareable);
      if (shareable === undefined) return undefined;
      return {
        ...type,
        directives: type.directives?.filter((directive) => !isShareable(directive)) ?? [],
        fields: type.fields?.map((field) => ({
          ...field,
          directives: [...(field.directives?.filter((own) => !isShareable(own)) ?? []), shareable],
        })),
      };
    },
  });
}
