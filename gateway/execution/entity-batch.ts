/** What one run asks of one subgraph's entities at the same time goes out as one request, each representation once. */
import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { Answer } from '../../shared/subgraph/answer';
import { type Data, isData, merge, type Path, pathsAt } from './data';
import { type EntityFetch, nullify } from './entity-fetch';
import type { SubgraphOperation } from './subgraph-client';

/** What a batch takes of the run that it is part of. */
export interface Asking {
  readonly data: Data;
  variables(names: readonly string[]): string;
  ask(service: string, operation: SubgraphOperation, variables: string): Promise<Answer | undefined>;
  unavailable(service: string): void;
  fail(service: string, error: NonNullable<Answer['errors']>[number], path: Path | undefined): void;
}

interface Waiting {
  readonly fetch: EntityFetch;
  readonly targets: readonly Data[];
  /** The representation of each target; undefined where it has none. */
  readonly representations: readonly (string | undefined)[];
  readonly done: () => void;
}

/** Fetches that ask the same of their entities, and the entities. */
class Group {
  readonly waiting: Waiting[] = [];
  /** Each representation, and its place in the list that is sent. */
  readonly places = new Map<string, number>();

  constructor(readonly fetch: EntityFetch) {}

  add(waiting: Waiting): void {
    this.waiting.push(waiting);
    for (const text of waiting.representations) {
      if (text !== undefined && !this.places.has(text)) this.places.set(text, this.places.size);
    }
  }

  representations(): string {
    return `[${[...this.places.keys()].join(',')}]`;
  }
}

export class EntityBatch {
  private waiting: Waiting[] = [];

  constructor(
    private readonly service: string,
    private readonly run: Asking,
  ) {}

  /** Settles when the targets hold what was fetched for them. */
  fetch(fetch: EntityFetch, targets: readonly Data[]): Promise<void> | undefined {
    const representations = targets.map(fetch.write);
    if (representations.every((text) => text === undefined)) return undefined;
    return new Promise((done) => {
      // All that is ready to ask by the end of this turn goes together.
      if (this.waiting.length === 0) process.nextTick(() => void this.flush());
      this.waiting.push({ fetch, targets, representations, done });
    });
  }

  private async flush(): Promise<void> {
    const waiting = this.waiting;
    this.waiting = [];
    const groups = new Map<string, Group>();
    for (const one of waiting) {
      const { selection } = one.fetch;
      let group = groups.get(selection);
      if (group === undefined) groups.set(selection, (group = new Group(one.fetch)));
      group.add(one);
    }
    await this.askAll([...groups.values()]);
    for (const { done } of waiting) done();
  }

  private async askAll(groups: readonly Group[]): Promise<void> {
    const [first] = groups;
    if (first === undefined) return;
    const operation =
      groups.length === 1 ? first.fetch.operation : together(groups.map(({ fetch }) => fetch));
    const variables = [...new Set(groups.flatMap(({ fetch }) => fetch.variables))];
    const answer = await this.run.ask(
      this.service,
      operation,
      withRepresentations(this.run.variables(variables), groups),
    );
    if (answer !== undefined && answer.data == null && groups.length > 1) {
      // One question's fault has taken the others' answers with it: each is asked for itself.
      await Promise.all(groups.map((group) => this.askAll([group])));
      return;
    }
    groups.forEach((group, index) => {
      this.deliver(group, answer?.data?.[entitiesName(index)]);
    });
    if (answer?.errors != null) this.report(groups, answer.errors);
  }

  private deliver({ fetch, waiting, places }: Group, entities: unknown): void {
    if (!Array.isArray(entities) || entities.length !== places.size) {
      if (entities != null) this.run.unavailable(this.service);
      for (const { targets } of waiting) for (const target of targets) nullify(fetch, target);
      return;
    }
    for (const entity of entities) fetch.rewrite(entity);
    // What one path goes on to add to an entity is no other path's.
    const owners = new Map<number, Waiting>();
    for (const one of waiting) {
      one.targets.forEach((target, index) => {
        const text = one.representations[index];
        const place = text === undefined ? undefined : places.get(text);
        if (place === undefined) return;
        const entity: unknown = entities[place];
        if (!isData(entity)) return;
        const owner = owners.get(place);
        if (owner === undefined) owners.set(place, one);
        merge(target, owner === undefined || owner === one ? entity : structuredClone(entity));
      });
    }
  }

  /** Each object that an entity stands for has the entity's error, at its own place. */
  private report(groups: readonly Group[], errors: NonNullable<Answer['errors']>): void {
    for (const error of errors) {
      const [name, place, ...rest] = error.path ?? [];
      const group = groups.find((_, index) => entitiesName(index) === name);
      if (group === undefined || typeof place !== 'number') this.run.fail(this.service, error, undefined);
      else
        for (const path of this.pathsOf(group, place))
          this.run.fail(this.service, error, [...path, ...clientPath(group.fetch, rest)]);
    }
  }

  private pathsOf({ waiting, places }: Group, place: number): Path[] {
    return waiting.flatMap(({ fetch, targets, representations }) => {
      const paths = pathsAt(this.run.data, fetch.path);
      return targets.flatMap((_, index) => {
        const text = representations[index];
        const path = paths[index];
        return text !== undefined && path !== undefined && places.get(text) === place ? [path] : [];
      });
    });
  }
}

function clientPath({ renamed }: EntityFetch, path: Path): Path {
  return renamed.size === 0
    ? path
    : path.map((element) => (typeof element === 'string' ? (renamed.get(element) ?? element) : element));
}

/** The first keeps the planner's names. */
function entitiesName(index: number): string {
  return index === 0 ? '_entities' : `_entities${index}`;
}

function representationsName(index: number): string {
  return index === 0 ? 'representations' : `representations${index}`;
}

function withRepresentations(variables: string, groups: readonly Group[]): string {
  const lists = groups.map((group, index) => `"${representationsName(index)}":${group.representations()}`);
  return `${variables.slice(0, -1)}${variables === '{}' ? '' : ','}${lists.join(',')}}`;
}

/** Made once for fetches that go together; they belong to a plan, and go with it. */
const operations = new WeakMap<EntityFetch, Map<string, SubgraphOperation>>();

function together(fetches: readonly EntityFetch[]): SubgraphOperation {
  const [first] = fetches;
  if (first === undefined) throw new TypeError('There is no fetch to send.');
  let known = operations.get(first);
  if (known === undefined) operations.set(first, (known = new Map<string, SubgraphOperation>()));
  const key = fetches.map(({ selection }) => selection).join('\n');
  let operation = known.get(key);
  if (operation === undefined) known.set(key, (operation = compose(first, fetches)));
  return operation;
}

/** `{ _entities(representations: $representations) {…} _entities1: _entities(representations: $representations1) {…} }` */
function compose(first: EntityFetch, fetches: readonly EntityFetch[]): SubgraphOperation {
  const renumbered = fetches.map(({ document }, index) => renumber(document, index));
  const variables = new Map<string, VariableDefinitionNode>();
  for (const { variableDefinitions = [] } of renumbered) {
    for (const definition of variableDefinitions) variables.set(definition.variable.name.value, definition);
  }
  const operation: OperationDefinitionNode = {
    ...first.document,
    variableDefinitions: [...variables.values()],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: renumbered.flatMap(({ selectionSet }) => selectionSet.selections),
    },
  };
  return { text: print(operation), kind: 'query' };
}

function renumber(document: OperationDefinitionNode, index: number): OperationDefinitionNode {
  if (index === 0) return document;
  return visit(document, {
    Field(node): FieldNode | false {
      return node.name.value === '_entities'
        ? { ...visit(node, { Variable: renamed }), alias: { kind: Kind.NAME, value: entitiesName(index) } }
        : false;
    },
    VariableDefinition: (node) => ({ ...node, variable: renamed(node.variable) ?? node.variable }),
  });

  function renamed(node: VariableDefinitionNode['variable']): VariableDefinitionNode['variable'] | undefined {
    if (node.name.value !== 'representations') return undefined;
    return { ...node, name: { kind: Kind.NAME, value: representationsName(index) } };
  }
}
