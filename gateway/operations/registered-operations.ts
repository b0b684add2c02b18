/** The operations that clients have registered, as their folders have them now: a file that changes counts within a second. */
import { LRUCache } from 'lru-cache';
import { messageOf } from '../../shared/errors';
import { documentIn } from '../execution/operation-parts';
import { tokensBreach } from '../guard/limit-tokens';
import { clientIds, readClient, versionOf } from '../identity/client';
import type { OperationHolder } from './broken-operations';
import { checkOperation, type Graph, lineOf } from './check-operation';
import { operationsVersion, readOperations } from './manifest';
import { normalForm } from './normal-form';
import type { Operation } from './operation';

const LOOK_AGAIN_MS = 500;

/** Of the documents that were looked for. */
const MOST_TEXT_CHARACTERS = 4_194_304;

/** Of a client that is not there, or whose file is not in its form. */
export const NOBODY: OperationHolder = { costBudget: undefined, scopes: [] };

interface Registered {
  readonly version: string;
  lookedAt: number;
  readonly holder: OperationHolder;
  readonly operations: readonly Operation[];
  readonly byId: ReadonlyMap<string, Operation>;
  readonly byName: ReadonlyMap<string, Operation>;
  readonly byForm: ReadonlyMap<string, Operation>;
}

export class RegisteredOperations {
  private readonly registered = new Map<string, Registered>();
  private clients: ReadonlySet<string>;
  private listedAt: number;
  private readonly forms = new LRUCache<string, string>({
    maxSize: MOST_TEXT_CHARACTERS,
    sizeCalculation: (form, text) => Math.max(1, form.length + text.length),
  });

  /** What does not fit is logged and not served. */
  constructor(
    private readonly folder: string,
    private graph: Graph,
    private readonly log: (message: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.listedAt = now();
    this.clients = new Set(clientIds(folder));
    for (const client of this.clients) this.registered.set(client, this.readOne(client, undefined));
  }

  byId(client: string, id: string): Operation | undefined {
    return this.of(client)?.byId.get(id);
  }

  byName(client: string, name: string): Operation | undefined {
    return this.of(client)?.byName.get(name);
  }

  /** White space, comments and the order of what is executed in any order do not matter. */
  byBody(client: string, text: string): Operation | undefined {
    const registered = this.of(client);
    if (registered === undefined || registered.operations.length === 0) return undefined;
    return registered.byForm.get(this.formOf(text));
  }

  ofClient(client: string): readonly Operation[] {
    return this.of(client)?.operations ?? [];
  }

  /** What another graph would break of what is served now, a line for each. */
  async brokenOn(graph: Graph): Promise<string[]> {
    // Loaded only here: it takes a while, and most gateways never need it.
    const { brokenOperations, linesOf } = await import('./broken-operations.js');
    const operations = this.all().flatMap((one) => one.operations);
    const holderOf = (client: string) => this.registered.get(client)?.holder ?? NOBODY;
    return linesOf(await brokenOperations(operations, this.graph, graph, holderOf));
  }

  /** From now on, as after a start: what does not fit is logged and not served, and what did not fit before may do so now. */
  serveOn(graph: Graph): void {
    this.graph = graph;
    this.registered.clear();
  }

  private all(): Registered[] {
    this.list();
    return [...this.clients].flatMap((client) => this.of(client) ?? []);
  }

  private of(client: string): Registered | undefined {
    this.list();
    if (!this.clients.has(client)) return undefined;
    const before = this.registered.get(client);
    const now = this.now();
    if (before !== undefined && now - before.lookedAt < LOOK_AGAIN_MS) return before;
    if (before?.version === this.versionOf(client)) {
      before.lookedAt = now;
      return before;
    }
    const read = this.readOne(client, before);
    this.registered.set(client, read);
    return read;
  }

  private list(): void {
    const now = this.now();
    if (now - this.listedAt < LOOK_AGAIN_MS) return;
    this.listedAt = now;
    this.clients = new Set(clientIds(this.folder));
    for (const client of this.registered.keys())
      if (!this.clients.has(client)) this.registered.delete(client);
  }

  private versionOf(client: string): string {
    return `${versionOf(this.folder, client)}\n${operationsVersion(this.folder, client)}`;
  }

  /** With a fault in them, the operations of before go on; at the start, those without one. */
  private readOne(client: string, before: Registered | undefined): Registered {
    const version = this.versionOf(client); // first: a change in between is seen the next time
    const lookedAt = this.now();
    const { operations, faults, holder } = this.check(client);
    if (faults.length > 0) {
      const instead = before === undefined ? 'the others are' : 'what was there before is';
      this.log(`Operations of the client ${client} cannot be served, ${instead}:\n${faults.join('\n')}`);
      if (before !== undefined) return { ...before, version, lookedAt };
    }
    return {
      ...{ version, lookedAt, holder, operations },
      byId: new Map(operations.map((operation) => [operation.id, operation])),
      byName: new Map(operations.map((operation) => [operation.name, operation])),
      byForm: new Map(operations.map((operation) => [normalForm(operation.document), operation])),
    };
  }

  private check(client: string): Pick<Registered, 'operations' | 'holder'> & { faults: string[] } {
    try {
      const holder = readClient(this.folder, client);
      const { operations, faults } = readOperations(this.folder, client);
      const checked = operations.map((one) => [one, faultsOf(one, this.graph, holder.costBudget)] as const);
      return {
        holder,
        operations: checked.flatMap(([one, wrong]) => (wrong.length === 0 ? [one] : [])),
        faults: [...faults, ...checked.flatMap(([, wrong]) => wrong)],
      };
    } catch (cause) {
      const fault = messageOf(cause);
      return { holder: NOBODY, operations: [], faults: [fault] };
    }
  }

  /** Empty for what cannot be registered. */
  private formOf(text: string): string {
    let form = this.forms.get(text);
    if (form === undefined) {
      const document = tokensBreach(text, this.graph.limits) === undefined ? documentIn(text) : undefined;
      this.forms.set(text, (form = document === undefined ? '' : normalForm(document)));
    }
    return form;
  }
}

export function faultsOf(operation: Operation, graph: Graph, costBudget: number | undefined): string[] {
  return checkOperation(operation, graph, costBudget).map((reason) => lineOf(operation, reason));
}
