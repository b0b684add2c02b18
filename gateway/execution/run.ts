/** One execution of a plan: what it has learnt so far, and how it asks subgraphs. */
import type { Answer } from '../../shared/subgraph/answer';
import { requestIdOf } from '../client-request';
import type { Data, Path } from './data';
import { type Deadline, DeadlineExceeded } from './deadline';
import { type Entities, KnownEntities } from './entities';
import { type Asking, EntityBatch } from './entity-batch';
import type { EntityFetch } from './entity-fetch';
import type { EntityQuestion } from './entity-flight';
import type { Releases } from './releases';
import type { SharedSubgraph } from './shared-flight';
import type { ClientRequest, SubgraphOperation } from './subgraph-client';
import { NotAsked } from './subgraph-faults';
import {
  type ExecutionError,
  late,
  type Lost,
  type Place,
  subgraphError,
  unavailable,
} from './execution-error';

export interface RunInput {
  readonly clients: ReadonlyMap<string, SharedSubgraph>;
  readonly client: ClientRequest;
  readonly deadline: Deadline;
  readonly releases: Releases;
  /** The codes of subgraphs whose messages were written for clients. */
  readonly told: ReadonlySet<string>;
  /** As the client sent them; subgraphs read them by their own schemas. */
  readonly variables: Readonly<Data>;
  /** As the schema reads them, with defaults. */
  readonly coerced: Readonly<Data>;
}

/** `ask` and its like give undefined, with an error kept, when the subgraph does not answer. */
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

  ask(
    service: string,
    operation: SubgraphOperation,
    variables: string,
    lost: Lost,
  ): Promise<Answer | undefined> {
    return this.answerOf(service, lost, (subgraph) => subgraph.ask(operation, variables, this.input.client));
  }

  askEntities(service: string, question: EntityQuestion, lost: Lost): Promise<Answer | undefined> {
    return this.answerOf(service, lost, (subgraph) => subgraph.askEntities(question, this.input.client));
  }

  private async answerOf(
    service: string,
    lost: Lost,
    ask: (subgraph: SharedSubgraph) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    try {
      const subgraph = this.input.clients.get(service);
      if (subgraph === undefined)
        throw new TypeError('It is in the supergraph, but there is no way to ask it.');
      const answer = await this.input.deadline.before(() => ask(subgraph));
      this.input.releases.note(service, answer);
      return answer;
    } catch (cause) {
      const isKnown = cause instanceof NotAsked || cause instanceof DeadlineExceeded;
      console.error(
        `request ${requestIdOf(this.input.client)}: ${service} does not answer:`,
        isKnown ? cause.message : cause,
      );
      const fault = cause instanceof DeadlineExceeded ? late : unavailable;
      this.errors.push(fault(service, lost()));
      return undefined;
    }
  }

  unavailable(service: string, lost: readonly Path[]): void {
    this.errors.push(unavailable(service, lost));
  }

  fail(service: string, error: NonNullable<Answer['errors']>[number], place: Place): void {
    const { client, told } = this.input;
    this.errors.push(subgraphError(error, { system: service, place, told, requestId: requestIdOf(client) }));
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
