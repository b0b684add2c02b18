/** `npm run operations`: checks what clients have registered without a gateway, and writes what their developers need. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { log, parseCommandLine, runCommand } from '../../shared/command-line';
import { setting } from '../../shared/environment';
import { CodedError } from '../../shared/errors';
import { clientsFolder } from '../settings';
import { type Client, CLIENT_ID, clientIds, readClient } from '../identity/client';
import { supergraphFile } from '../supergraph/file';
import { brokenOperations, linesOf } from './broken-operations';
import { type Graph, notesOn } from './check-operation';
import { PUBLISHED_MANIFEST, readOperations } from './manifest';
import type { Operation } from './operation';
import { costLine, limitsLine, responseLines } from './operation-text';
import { partnerPage, WRITTEN_BY } from './partner-page';
import { byName, publishedManifest } from './published-manifest';
import { readGraph } from './read-graph';
import { faultsOf, NOBODY } from './registered-operations';
import { responseTree } from './response-tree';

const USAGE = `npm run operations -- check [<client>]
       npm run operations -- publish <client> [--url <where the gateway answers>]
       npm run operations -- diff <file of the new supergraph>`;

const PAGE = 'README.md';

runCommand(async () => {
  const { values, positionals } = parseCommandLine(
    { allowPositionals: true, options: { url: { type: 'string', default: 'http://localhost:4000' } } },
    USAGE,
  );
  const [command, about, ...others] = positionals;
  if (others.length > 0) throw usage(`"${others.join(' ')}" is too much.`);
  const folder = clientsFolder(process.env);
  if (command === 'check') check(folder, about === undefined ? clientIds(folder) : [known(folder, about)]);
  else if (command === 'publish') publish(folder, known(folder, about ?? ''), values.url);
  else if (command === 'diff' && about !== undefined) await compare(folder, about);
  else throw usage('Expected one of these.');
});

/** The client and its operations, all of which fit. */
interface Checked {
  readonly client: Client;
  readonly operations: readonly Operation[];
}

/** @throws CodedError CONFIG_INVALID with all that does not fit */
function checked(folder: string, ids: readonly string[], graph: Graph): Checked[] {
  const faults: string[] = [];
  const all = ids.map((id) => {
    const client = readClient(folder, id);
    const read = readOperations(folder, id);
    faults.push(...read.faults, ...read.operations.flatMap((one) => faultsOf(one, graph, client.costBudget)));
    return { client, operations: byName(read.operations) };
  });
  if (faults.length > 0) throw new CodedError('CONFIG_INVALID', faults.join('\n'));
  return all;
}

function check(folder: string, ids: readonly string[]): void {
  const graph = currentGraph();
  const all = checked(folder, ids, graph);
  for (const { client, operations } of all) {
    log(`${client.id}: ${client.name} (${client.contact})`);
    for (const operation of operations) describe(operation, client, graph);
    const manifest = join(folder, client.id, PUBLISHED_MANIFEST);
    if (existsSync(manifest) && readFileSync(manifest, 'utf8') !== publishedManifest(operations))
      log(`  note: ${manifest} is not of these operations. Publish them again.`);
  }
  log(`All fit the graph: ${counted(all)}.`);
}

function describe(operation: Operation, client: Client, graph: Graph): void {
  const { name, kind, file, id } = operation;
  const lines = [
    ...[`id ${id}`, costLine(operation, graph, client.costBudget), limitsLine(operation, graph), 'returns'],
    ...responseLines(responseTree(operation, graph.schema), { described: false }).map((line) => `  ${line}`),
    ...notesOn(operation, graph, client).map((note) => `note: ${note}`),
  ];
  log([`  ${kind} ${name} in ${file}`, ...lines.map((line) => `    ${line}`)].join('\n'));
}

function publish(folder: string, id: string, url: string): void {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw usage(`--url is "${url}". Expected such as https://kpi.example.`);
  const graph = currentGraph();
  for (const { client, operations } of checked(folder, [id], graph)) {
    const page = join(folder, id, PAGE);
    if (existsSync(page) && !readFileSync(page, 'utf8').includes(WRITTEN_BY))
      throw new CodedError(
        'BAD_USER_INPUT',
        `${page} was written by somebody else. Move it, so that it is not lost.`,
      );
    const manifest = join(folder, id, PUBLISHED_MANIFEST);
    writeFileSync(manifest, publishedManifest(operations));
    writeFileSync(page, partnerPage(client, operations, graph, url));
    log(`Written: ${manifest} and ${page}, ${operations.length} operations.`);
  }
}

async function compare(folder: string, path: string): Promise<void> {
  const after = readGraph(path, process.env);
  const all = clientIds(folder).map((id) => {
    const { operations, faults } = readOperations(folder, id);
    return { client: readClient(folder, id), operations, faults };
  });
  const clients = new Map(all.map(({ client }) => [client.id, client]));
  const operations = all.flatMap((one) => one.operations);
  const broken = await brokenOperations(operations, currentGraph(), after, (id) => clients.get(id) ?? NOBODY);
  const lines = [...all.flatMap(({ faults }) => faults), ...linesOf(broken)];
  if (lines.length > 0)
    throw new CodedError('CONFIG_INVALID', `${path} breaks operations of clients:\n${lines.join('\n')}`);
  log(`${path} breaks nothing: ${counted(all)}.`);
}

/** The one at SUPERGRAPH_PATH, or else the product's own. */
function currentGraph(): Graph {
  return readGraph(setting(process.env, 'SUPERGRAPH_PATH') ?? supergraphFile, process.env);
}

function known(folder: string, id: string): string {
  if (CLIENT_ID.test(id) && clientIds(folder).includes(id)) return id;
  throw usage(`"${id}" names no client. Expected one of ${clientIds(folder).join(', ')}.`);
}

function counted(all: readonly { readonly operations: readonly Operation[] }[]): string {
  const operations = all.reduce((sum, one) => sum + one.operations.length, 0);
  return `${operations} ${operations === 1 ? 'operation' : 'operations'} of ${all.length} ${all.length === 1 ? 'client' : 'clients'}`;
}

function usage(message: string): CodedError {
  return new CodedError('BAD_USER_INPUT', `${message}\nusage: ${USAGE}`);
}
