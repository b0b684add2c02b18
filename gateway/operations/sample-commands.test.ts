import { execFileSync } from 'node:child_process';
import { buildSchema, parse } from 'graphql';
import { limitSettings } from '../guard/limit-settings';
import { checkedGraph } from './check-operation';
import { type Operation, operationFrom } from './operation';
import { variablesFrom } from './query-parameters';
import { sampleCommands } from './sample-commands';

const schema = buildSchema(`
  scalar Period
  enum Level { HIGH LOW }
  input Filter { level: Level! codes: [ID!]! = [] parent: ID }
  type Query { x(a: Int, f: Float, t: String, b: Boolean, p: [Period!], l: Level, i: Filter): Int }
  type Mutation { y: Int }
`);
const graph = checkedGraph(schema, schema, limitSettings({}, []), { budget: 1000, listSize: 10 });

function operation(text: string): Operation {
  const read = operationFrom({ client: 'portal', file: 'a.graphql', document: parse(text), body: text });
  if (typeof read === 'string') throw new Error(read);
  return read;
}

/** What curl is given when a shell runs the commands. */
function requests(text: string) {
  const commands = sampleCommands(operation(text), 'portal', graph, 'https://kpi.example');
  return commands.map((command) => {
    const args = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; KEY=k; ${command}`], {
      encoding: 'utf8',
    }).split('\0');
    expect(args).toContain('X-API-Key: k');
    const url = new URL(args.find((arg) => arg.startsWith('https:')) ?? '');
    const body = args[args.indexOf('-d') + 1];
    return { path: url.pathname, parameters: url.searchParams, body: args.includes('-d') ? body : undefined };
  });
}

const QUERY = `query A($a: Int!, $t: String!, $p: [Period!]!) { x(a: $a, t: $t, p: $p) }`;

it('asks by name and by id with the values of the example, whatever is in them', () => {
  const expected = { a: 5, t: `Hoà's "$KEY" & \`x\``, p: ['2022', '2023'] };
  const example = `a=5&t=Hoà's "$KEY" %26 \`x\`&p=2022,2023`;
  const text = `# Example: ${example}\n${QUERY}`;
  const [get, post] = requests(text);
  expect([get?.path, get?.body]).toEqual(['/v1/portal/A', undefined]);
  const read = variablesFrom(get?.parameters ?? new URLSearchParams(), operation(text).variables, schema);
  expect(read).toEqual({ variables: expected });
  expect([post?.path, JSON.parse(post?.body ?? '')]).toEqual([
    '/graphql',
    {
      operationName: 'A',
      variables: expected,
      extensions: { persistedQuery: { version: 1, sha256Hash: operation(text).id } },
    },
  ]);
});

it('makes up what the operation takes at least, of the right types, where there is no example', () => {
  const text = `query A($a: Int!, $f: Float!, $t: String!, $b: Boolean!, $p: [Period!]!, $l: Level!, $i: Filter!, $n: Int, $d: Int! = 3) {
    x(a: $a, f: $f, t: $t, b: $b, p: $p, l: $l, i: $i) n: x(a: $n) d: x(a: $d)
  }`;
  const [get, post] = requests(text);
  const variables = { a: 1, f: 1, t: 'T', b: true, p: ['P'], l: 'HIGH', i: { level: 'HIGH' } };
  const read = variablesFrom(get?.parameters ?? new URLSearchParams(), operation(text).variables, schema);
  expect(read).toEqual({ variables });
  expect(JSON.parse(post?.body ?? '')).toMatchObject({ variables });
});

it('asks nothing by GET that changes something', () => {
  expect(requests('mutation A { y }').map(({ path }) => path)).toEqual(['/graphql']);
});
