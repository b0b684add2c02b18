/** How the executor asks a subgraph, wherever that runs. */
import type { Viewer } from './access-rules';
import type { AnswerScanner } from './answer-scanner';
import type { Answer } from '../../shared/subgraph/answer';

/** An operation of a plan, the same object each time it is sent, so that clients may keep things by it. */
export interface SubgraphOperation {
  readonly text: string;
  /** Mutations are sent once each, never shared. */
  readonly kind: 'query' | 'mutation' | 'subscription';
}

/** What a client's request carries on to the subgraphs; one object for each request. */
export interface ClientRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: nobody known. */
  readonly viewer?: Viewer | undefined;
}

/** Apollo's own types do not say what a context is; the product's is the client's request. */
export function clientOf(context: object): ClientRequest {
  return 'headers' in context ? (context as ClientRequest) : { headers: {} };
}

export interface SubgraphClient {
  readonly name: string;
  /**
   * @param variables a JSON object as text
   * @param scan reads the answer's bytes where it can, in place of a parser
   * @returns an answer that the caller may change
   * @throws any error when there is no answer in GraphQL's form
   */
  ask(
    operation: SubgraphOperation,
    variables: string,
    client: ClientRequest,
    scan?: AnswerScanner,
  ): Promise<Answer>;
  close(): Promise<void>;
}

export type SubgraphClients = ReadonlyMap<string, SubgraphClient>;

/** Closes the clients but those that are among the others too. */
export async function closeUnused(
  clients: SubgraphClients,
  others: Iterable<SubgraphClients>,
): Promise<void> {
  const used = new Set([...others].flatMap((one) => [...one.values()]));
  await Promise.all([...clients.values()].filter((one) => !used.has(one)).map((one) => one.close()));
}

/** @throws TypeError for what is not an answer in GraphQL's form */
export function assertAnswer(body: unknown): asserts body is Answer {
  if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) {
    throw new TypeError('The answer is not in the form of GraphQL.');
  }
  const { data, errors } = body as { data?: unknown; errors?: unknown };
  if (data !== undefined && (typeof data !== 'object' || Array.isArray(data))) {
    throw new TypeError('The answer has data that are no object.');
  }
  if (errors != null && !(Array.isArray(errors) && errors.every(isError))) {
    throw new TypeError('The answer has errors that are no list of errors.');
  }
}

/** What it says is nobody's but the log's; where it is from has to be a path. */
function isError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { path } = error as { path?: unknown };
  const isElement = (element: unknown) => typeof element === 'string' || typeof element === 'number';
  return path == null || (Array.isArray(path) && path.every(isElement));
}
