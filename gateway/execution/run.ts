/** One execution of a plan: what it has learnt so far, and how it asks subgraphs. */
import type { Answer } from '../../shared/subgraph/answer';
import { requestIdOf } from '../client-request';
import type { Data, Path } from './data';
import { type Deadline, DeadlineExceeded } from './deadline';
import { type Entities, KnownEntities } from './entities';
import { type Asking, EntityBatch } from './entity-batch';
import type { EntityFetch } from './entity-fetch';
import type { EntityQuestion } from './entity-flight';
import type { SharedSubgraph } from './shared-flight';
import type { ClientRequest, SubgraphOperation } from './subgraph-client';
import { NotAsked } from './subgraph-faults';
import { type ExecutionError, late, subgraphError, unavailable } from './execution-error';

export interface RunInput {
  readonly clients: ReadonlyMap<string, SharedSubgraph>;
  readonly client: ClientRequest;
  readonly deadline: Deadline;
  /** The codes of subgraphs whose messages were written for clients. */
  readonly told: ReadonlySet<string>;
  /** As the client sent them; subgraphs read them by their own schemas. */
  readonly variables: Readonly<Data>;
  /** As the schema reads them, with defaults. */
  readonly coerced: Readonly<Data>;
}

export class Run implements Asking {
  readonly data: Data = {};
  readonly errors: ExecutionError[] = [];
  private readonly known = new KnownEntities();
  private readonly batches = new Map<string, EntityBatch>();

  constructor(private readonly input: RunInput) {}

  condition(variable: string): boolean {
    return this.input.coerced[variable] === true;
  }

  /** A JSON object of the client's variables, without those that it left out. */
  variables(names: readonly string[]): string {
    if (names.length === 0) return '{}';
    const used = names.filter((name) => Object.hasOwn(this.input.variables, name));
    return JSON.stringify(Object.fromEntries(used.map((name) => [name, this.input.variables[name]])));
  }

  /** Undefined, with an error kept, when the subgraph does not answer. */
  ask(service: string, operation: SubgraphOperation, variables: string): Promise<Answer | undefined> {
    return this.answerOf(service, (subgraph) => subgraph.ask(operation, variables, this.input.client));
  }

  askEntities(service: string, question: EntityQuestion): Promise<Answer | undefined> {
    return this.answerOf(service, (subgraph) => subgraph.askEntities(question, this.input.client));
  }

  private async answerOf(
    service: string,
    ask: (subgraph: SharedSubgraph) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    try {
      const subgraph = this.input.clients.get(service);
      if (subgraph === undefined)
        throw new TypeError('It is in the supergraph, but there is no way to ask it.');
      return await this.input.deadline.before(() => ask(subgraph));
    } catch (cause) {
      const isKnown = cause instanceof NotAsked || cause instanceof DeadlineExceeded;
      console.error(
        `request ${requestIdOf(this.input.client)}: ${service} does not answer:`,
        isKnown ? cause.message : cause,
      );
      this.tell(cause instanceof DeadlineExceeded ? late(service) : unavailable(service));
      return undefined;
    }
  }

  /** A system that is down is one fault, however many of its fields a request asked for. */
  unavailable(service: string): void {
    this.tell(unavailable(service));
  }

  private tell(error: ExecutionError): void {
    const isTold = this.errors.some(({ code, system }) => code === error.code && system === error.system);
    if (!isTold) this.errors.push(error);
  }

  fail(service: string, error: NonNullable<Answer['errors']>[number], path: Path | undefined): void {
    const { client, told } = this.input;
    this.errors.push(subgraphError(error, { system: service, path, told, requestId: requestIdOf(client) }));
  }

  /** The objects that a fetch is for. */
  entities({ path, question, write }: EntityFetch): Entities {
    return this.known.at(this.data, path, question, write);
  }

  /** Objects have been added, or have got more of their fields. */
  learnt(): void {
    this.known.forget();
  }

  batch(service: string): EntityBatch {
    let batch = this.batches.get(service);
    if (batch === undefined) this.batches.set(service, (batch = new EntityBatch(service, this)));
    return batch;
  }
}
