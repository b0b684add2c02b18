/** `npm run usage`: who still asks for a field, what each client asks, and which fields nobody asks for. */
import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { log, parseCommandLine, runCommand } from '../../shared/command-line';
import { setting } from '../../shared/environment';
import { CodedError } from '../../shared/errors';
import { clientIds } from '../identity/client';
import { readGraph } from '../operations/read-graph';
import { clientsFolder } from '../settings';
import { supergraphFile } from '../supergraph/file';
import { OTHERS } from './usage-counter';
import { withUsageDatabase } from './usage-database';
import {
  clientTotals,
  coordinatesFor,
  countedSince,
  type Database,
  fieldUsage,
  operationsWith,
  unusedFields,
} from './usage-report';

const USAGE = `npm run usage -- fields <Type.field> [--days 30]
       npm run usage -- clients [--days 30]
       npm run usage -- unused [--days 90]`;

runCommand(async () => {
  const { values, positionals } = parseCommandLine(
    { allowPositionals: true, options: { days: { type: 'string' } } },
    USAGE,
  );
  const [command, about, ...others] = positionals;
  const work = workOf(command, about, daysOf(values.days, command === 'unused' ? 90 : 30));
  if (work === undefined || others.length > 0) throw usage('Expected one of these.');
  await withUsageDatabase(process.env, work);
});

type Work = (database: Database) => Promise<void>;

function workOf(command: string | undefined, about: string | undefined, days: number): Work | undefined {
  if (command === 'clients' && about === undefined) return (database) => clients(database, days);
  if (command === 'unused' && about === undefined) return (database) => unused(database, days);
  if (command !== 'fields') return undefined;
  if (about === undefined || !/^\w+\.\w+$/.test(about)) {
    throw usage(`"${about ?? ''}" names no field. Expected its type and its name, such as Query.indicators.`);
  }
  return (database) => fields(database, about, days);
}

async function fields(database: Database, field: string, days: number): Promise<void> {
  const schema = currentSchema();
  const asked = coordinatesFor(field, schema);
  const counts = await fieldUsage(database, asked, days);
  const operations = await operationsWith(database, asked, days);
  if (!isField(field, schema)) log(`The graph has no field ${field} now.`);
  if (counts.length === 0) log(`Nobody has asked for ${asked.join(' or ')} in the last ${days} days.`);
  for (const client of new Set(counts.map((count) => count.client))) {
    const own = counts.filter((count) => count.client === client);
    for (const count of own) log(`${client}: ${count.field} in ${requestsAndLast(count)}`);
    const named = operations.filter((operation) => operation.client === client);
    for (const { operation, documents, ...counted } of named) {
      const texts = documents === 1 ? '' : ` (${documents} documents)`;
      log(`  ${operation}${texts}: ${requestsAndLast(counted)}`);
    }
    const most = Math.max(...own.map(({ requests }) => requests));
    const rest = most - named.reduce((sum, { requests }) => sum + requests, 0);
    if (rest > 0) log(`  ${OTHERS}: ${amount(rest, 'request')}`);
  }
  await tellSince(database, days);
}

async function clients(database: Database, days: number): Promise<void> {
  const totals = await clientTotals(database, days);
  for (const { client, operations, ...counted } of totals) {
    log(`${client}: ${amount(operations, 'operation')}, ${requestsAndLast(counted)}`);
  }
  const known = new Set(totals.map(({ client }) => client));
  const silent = clientIds(clientsFolder(process.env)).filter((id) => !known.has(id));
  for (const id of silent) log(`${id}: nothing in the last ${days} days`);
  await tellSince(database, days);
}

async function unused(database: Database, days: number): Promise<void> {
  const schema = currentSchema();
  const found = await unusedFields(database, schema, days);
  for (const [type, names] of found) log(`${type}: ${names.join(', ')}`);
  const count = [...found.values()].reduce((sum, names) => sum + names.length, 0);
  log(`${amount(count, 'field')} that nobody has asked for in the last ${days} days.`);
  await tellSince(database, days);
}

/** That nobody asked means little where nothing was counted. */
async function tellSince(database: Database, days: number): Promise<void> {
  const since = await countedSince(database);
  if (since === undefined) log('Nothing has been counted yet.');
  else if (since.getTime() > Date.now() - days * 86_400_000)
    log(`Counted only since ${hourText(since)}, not for all of the last ${days} days.`);
}

function requestsAndLast({ requests, last }: { readonly requests: number; readonly last: Date }): string {
  return `${amount(requests, 'request')}, last in the hour of ${hourText(last)}`;
}

function amount(count: number, of: string): string {
  return `${count} ${of}${count === 1 ? '' : 's'}`;
}

function hourText(hour: Date): string {
  return `${hour.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function isField(coordinate: string, schema: GraphQLSchema): boolean {
  const [typeName = '', field = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  return (isObjectType(type) || isInterfaceType(type)) && Object.hasOwn(type.getFields(), field);
}

/** Of the supergraph at SUPERGRAPH_PATH, or else of the product's own. */
function currentSchema(): GraphQLSchema {
  return readGraph(setting(process.env, 'SUPERGRAPH_PATH') ?? supergraphFile, process.env).schema;
}

function daysOf(text: string | undefined, standard: number): number {
  if (text === undefined) return standard;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw usage(`--days is "${text}". Expected a whole number from 1 to 9999.`);
}

function usage(message: string): CodedError {
  return new CodedError('BAD_USER_INPUT', `${message}\nusage: ${USAGE}`);
}
