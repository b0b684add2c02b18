/** The page for a client's developers, in Markdown: what they may ask, what comes back, and a command that asks it. */
import type { Client, ClientMode } from '../identity/client';
import type { Graph } from './check-operation';
import type { Operation } from './operation';
import { costLine, limitsLine, responseLines, variableLines } from './operation-text';
import { byName } from './published-manifest';
import { responseTree } from './response-tree';
import { sampleCommands } from './sample-commands';

/** By this a page is known that may be written anew. */
export const WRITTEN_BY = '_Written by `npm run operations -- publish';

/** @param url where the gateway answers, such as `https://kpi.example` */
export function partnerPage(
  client: Client,
  operations: readonly Operation[],
  graph: Graph,
  url: string,
): string {
  const origin = url.replace(/\/+$/, '');
  const sections = byName(operations).map((operation) => operationSection(operation, client, graph, origin));
  return `${[introduction(client, operations.length, origin), ...sections].join('\n\n')}\n`;
}

function introduction(client: Client, count: number, origin: string): string {
  const { id, name, scopes, policies = [], units, mode, rate, costPerMinute } = client;
  const granted = [...scopes, ...policies].map(code);
  const inWords = count === 1 ? 'One operation is' : `${count} operations are`;
  const items = [
    `**Where**: \`GET ${origin}/v1/${id}/<operation>?<variables>\`, or \`POST ${origin}/graphql\` with the operation's id. A list is given with commas or by repetition, an input object as JSON.`,
    '**Key**: in the header `X-API-Key`. It is shown once, when it is made; who runs the gateway makes another with `npm run client -- rotate`.',
    `**Sees**: what is public${granted.length === 0 ? '' : ` and ${granted.join(', ')}`}${units === undefined ? '' : `; beyond the public's of the units ${units.map(code).join(', ')} alone`}.`,
    `**Else**: ${BESIDE[mode]}`,
    ...(rate === undefined ? [] : [`**Rate**: ${rate.requests} requests in ${rate.perSeconds} seconds.`]),
    ...(costPerMinute === undefined ? [] : [`**Cost**: ${costPerMinute} in a minute, in all.`]),
    '**Faults**: `errors` in the answer, each with a `code` in its `extensions`; what could be answered stands in `data` beside them.',
  ];
  return [
    `# Operations of ${name}`,
    `${WRITTEN_BY} ${id}\`; changes made here are lost._`,
    `${inWords} registered for the client \`${id}\`.`,
    items.map((item) => `- ${item}`).join('\n'),
  ].join('\n\n');
}

const BESIDE: Readonly<Record<ClientMode, string>> = {
  open: 'any other operation may be asked as well.',
  'log-unknown': 'any other operation may be asked as well, but is logged.',
  safelist: 'no other operation is answered.',
  'require-id': 'no other operation is answered, and these by name or id alone.',
};

function operationSection(operation: Operation, client: Client, graph: Graph, origin: string): string {
  const { name, id, description, variables } = operation;
  const returned = responseLines(responseTree(operation, graph.schema), { described: true });
  return [
    `## ${name}`,
    ...(description === undefined ? [] : [description]),
    ...(variables.length === 0
      ? ['It takes no variables. It returns:']
      : ['Variables:', fenced('graphql', variableLines(operation, graph.schema)), 'Returns:']),
    fenced('graphql', returned),
    `Estimated: ${costLine(operation, graph, client.costBudget).replace(/ with (.+=.+)/, ' with `$1`')}; ${limitsLine(operation, graph)}. Id: \`${id}\`.`,
    fenced('sh', sampleCommands(operation, client.id, graph, origin)),
  ].join('\n\n');
}

function fenced(language: string, lines: readonly string[]): string {
  return ['```' + language, ...lines, '```'].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
