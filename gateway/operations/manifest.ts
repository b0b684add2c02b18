/**
 * The operations in a client's folder: `.graphql` files, each with one operation; fragments that they share, in `fragments/`; and manifests
 * that clients' tools write, `.json` files that are told apart by what they hold.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  parse,
  print,
  Source,
  visit,
} from 'graphql';
import { errorCode } from '../../shared/error-code';
import { KEYS } from '../identity/client';
import { manifestEntries } from './json-manifest';
import { withoutDescriptions } from './normal-form';
import { type Operation, operationFrom } from './operation';

/** What `publish` writes from the operations: not read. */
export const PUBLISHED_MANIFEST = 'persisted-operations.json';

const FRAGMENTS = 'fragments';

export interface ReadOperations {
  /** Those that can be read, with distinct ids and names. */
  readonly operations: readonly Operation[];
  /** Each begins with the file's path. */
  readonly faults: readonly string[];
}

/** Changes when one of the files does. */
export function operationsVersion(folder: string, client: string): string {
  const own = join(folder, client);
  return [...graphqlFiles(join(own, FRAGMENTS)), ...graphqlFiles(own), ...manifestFiles(own)]
    .map((path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      return `${path} ${found?.mtimeMs ?? ''} ${found?.size ?? ''} ${found?.ino ?? ''}`;
    })
    .join('\n');
}

export function readOperations(folder: string, client: string): ReadOperations {
  const own = join(folder, client);
  const faults: string[] = [];
  const shared = readFragments(join(own, FRAGMENTS), faults);
  const read = [
    ...graphqlFiles(own).flatMap((file) => operationIn(client, file, shared, faults)),
    ...manifestFiles(own).flatMap((file) => operationsIn(client, file, faults)),
  ];
  return { operations: distinct(read, faults), faults };
}

function graphqlFiles(folder: string): string[] {
  return filesIn(folder).filter((path) => /\.(?:graphql|gql)$/.test(path));
}

function manifestFiles(folder: string): string[] {
  const others = [KEYS, PUBLISHED_MANIFEST].map((file) => join(folder, file));
  return filesIn(folder).filter((path) => path.endsWith('.json') && !others.includes(path));
}

/** Without hidden ones; none where there is no folder. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => join(folder, name))
      .sort();
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT' || errorCode(cause) === 'ENOTDIR') return [];
    throw cause;
  }
}

function readFragments(folder: string, faults: string[]): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const file of graphqlFiles(folder)) {
    for (const node of parsed(file, readFileSync(file, 'utf8'), faults)?.definitions ?? []) {
      if (node.kind !== Kind.FRAGMENT_DEFINITION)
        faults.push(`${file}: It holds more than fragments. Expected fragments alone.`);
      else if (fragments.has(node.name.value))
        faults.push(`${file}: The fragment ${node.name.value} is in another file already.`);
      else fragments.set(node.name.value, node);
    }
  }
  return fragments;
}

function operationIn(
  client: string,
  file: string,
  shared: ReadonlyMap<string, FragmentDefinitionNode>,
  faults: string[],
): Operation[] {
  const own = parsed(file, readFileSync(file, 'utf8'), faults);
  if (own === undefined) return [];
  const document = withoutDescriptions(withFragments(own, shared));
  // Descriptions are read from what the file says.
  const operation = operationFrom({ client, file, document: own, body: print(document) });
  if (typeof operation === 'string') faults.push(`${file}: ${operation}`);
  return typeof operation === 'string' ? [] : [{ ...operation, document }];
}

/** With the shared fragments that it uses, and those that they use. */
function withFragments(own: DocumentNode, shared: ReadonlyMap<string, FragmentDefinitionNode>): DocumentNode {
  const known = new Set(
    own.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? node.name.value : [])),
  );
  const used: FragmentDefinitionNode[] = [];
  const collect = (node: DocumentNode | FragmentDefinitionNode) => {
    visit(node, {
      FragmentSpread({ name: { value: name } }) {
        const fragment = shared.get(name);
        if (fragment === undefined || known.has(name)) return;
        known.add(name);
        used.push(fragment);
        collect(fragment);
      },
    });
  };
  collect(own);
  return { kind: Kind.DOCUMENT, definitions: [...own.definitions, ...used] };
}

function operationsIn(client: string, file: string, faults: string[]): Operation[] {
  const entries = manifestEntries(readFileSync(file, 'utf8'));
  if (typeof entries === 'string') {
    faults.push(`${file}: ${entries}`);
    return [];
  }
  return entries.flatMap(({ id, name, type, body }) => {
    const place = `${file}, operation ${name ?? id}`;
    const document = parsed(place, body, faults);
    if (document === undefined) return [];
    const operation = operationFrom({ client, file, document, body, id });
    if (typeof operation === 'string') {
      faults.push(`${place}: ${operation}`);
      return [];
    }
    const kind: string = operation.kind;
    if (name !== undefined && name !== operation.name)
      faults.push(`${place}: The body's operation is ${operation.name}. Expected the same name.`);
    else if (type !== undefined && type !== kind)
      faults.push(`${place}: Its type is ${type}, the body's operation is a ${kind}.`);
    else return [operation];
    return [];
  });
}

function parsed(place: string, text: string, faults: string[]): DocumentNode | undefined {
  try {
    return parse(new Source(text, place));
  } catch (cause) {
    if (cause instanceof GraphQLError) {
      const { line, column } = cause.locations?.[0] ?? { line: 1, column: 1 };
      faults.push(`${place}:${line}:${column}: ${cause.message}`);
    } else if (cause instanceof RangeError) faults.push(`${place}: It nests too deep to be read.`);
    else throw cause;
    return undefined;
  }
}

/** The same operation may be in several files; two of one id or one name may not. */
function distinct(read: readonly Operation[], faults: string[]): Operation[] {
  const [byId, byName] = [new Map<string, Operation>(), new Map<string, Operation>()];
  return read.filter((operation) => {
    const { id, name, body, file } = operation;
    const same = byId.get(id);
    const namesake = byName.get(name);
    if (same?.body === body) return false;
    const other = same ?? namesake;
    if (other !== undefined) {
      const shares = other === same ? `The id ${id}` : `The name ${name}`;
      faults.push(`${file}: ${shares} is that of another operation, in ${other.file}. Expected a new one.`);
      return false;
    }
    byId.set(id, operation);
    byName.set(name, operation);
    return true;
  });
}
