/** What one run asks of one subgraph's entities at the same time goes out as one request, each representation once. */
import type { Answer } from '../../shared/subgraph/answer';
import { entitiesName, representationsName, together } from './composed-operation';
import type { AnswerScanner } from './answer-scanner';
import { copyOf, type Data, isData, merge, type Path, pathsAt } from './data';
import type { Entities } from './entities';
import type { EntityQuestion } from './entity-flight';
import { type EntityFetch, nullify } from './entity-fetch';
import type { Lost, Place } from './execution-error';
import type { SubgraphOperation } from './subgraph-client';

/** What a batch takes of the run that it is part of. */
export interface Asking {
  readonly data: Data;
  variables(names: readonly string[]): string;
  ask(
    service: string,
    operation: SubgraphOperation,
    variables: string,
    lost: Lost,
  ): Promise<Answer | undefined>;
  askEntities(service: string, question: EntityQuestion, lost: Lost): Promise<Answer | undefined>;
  learnt(): void;
  unavailable(service: string, lost: readonly Path[]): void;
  fail(service: string, error: NonNullable<Answer['errors']>[number], place: Place): void;
}

interface Waiting {
  readonly fetch: EntityFetch;
  readonly entities: Entities;
  readonly done: () => void;
}

/** Fetches that ask the same of their entities, and what they ask of. */
class Group {
  readonly waiting: Waiting[] = [];

  constructor(readonly fetch: EntityFetch) {}

  /** Each once. */
  representations(): readonly string[] {
    const [only, ...others] = this.waiting;
    return only !== undefined && others.length === 0 ? only.entities.representations : [...this.known.keys()];
  }

  /** Only where it holds for all of them. */
  scan(): AnswerScanner | undefined {
    return this.waiting.every(({ fetch }) => fetch.scan !== undefined) ? this.fetch.scan : undefined;
  }

  get size(): number {
    return this.representations().length;
  }

  /** The place in the list of each representation that one of the fetches has. */
  placesOf({ entities }: Waiting): readonly number[] {
    return this.waiting.length === 1
      ? entities.representations.map((_, place) => place)
      : entities.representations.map((text) => this.known.get(text) ?? -1);
  }

  private get known(): ReadonlyMap<string, number> {
    if (this.united === undefined) {
      const texts = new Set(this.waiting.flatMap(({ entities }) => entities.representations));
      this.united = new Map([...texts].map((text, place) => [text, place]));
    }
    return this.united;
  }

  /** Of several fetches together. */
  private united: ReadonlyMap<string, number> | undefined;
}

export class EntityBatch {
  private waiting: Waiting[] = [];

  constructor(
    private readonly service: string,
    private readonly run: Asking,
  ) {}

  /** Settles when the objects hold what was fetched for them. */
  fetch(fetch: EntityFetch, entities: Entities): Promise<void> | undefined {
    if (entities.representations.length === 0) return undefined;
    return new Promise((done) => {
      // All that is ready to ask by the end of this turn goes together.
      if (this.waiting.length === 0) process.nextTick(() => void this.flush());
      this.waiting.push({ fetch, entities, done });
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
      group.waiting.push(one);
    }
    await this.askAll([...groups.values()]);
    for (const { done } of waiting) done();
  }

  private async askAll(groups: readonly Group[]): Promise<void> {
    const [first] = groups;
    if (first === undefined) return;
    const answer = await this.answerTo(first, groups);
    if (answer !== undefined && answer.data == null && groups.length > 1) {
      // One question's fault has taken the others' answers with it: each is asked for itself.
      await Promise.all(groups.map((group) => this.askAll([group])));
      return;
    }
    this.run.learnt();
    const missing = groups.flatMap((group, index) => {
      const place = this.deliver(group, answer?.data?.[entitiesName(index)]);
      return place === undefined ? [] : [{ group, place }];
    });
    if (answer?.errors != null && answer.errors.length > 0) this.report(groups, answer.errors);
    // Whatever is null for a reason that nobody gives, the system has not answered.
    else if (answer !== undefined && missing.length > 0) {
      const lost = missing.flatMap(({ group, place }) => this.lostAt(group, place));
      this.run.unavailable(this.service, lost);
    }
  }

  private answerTo(first: Group, groups: readonly Group[]): Promise<Answer | undefined> {
    const variables = this.run.variables([...new Set(groups.flatMap(({ fetch }) => fetch.variables))]);
    const lost = () => this.lostBy(groups);
    if (groups.length > 1) {
      const operation = together(groups.map(({ fetch }) => fetch));
      return this.run.ask(this.service, operation, withRepresentations(variables, groups), lost);
    }
    const { operation } = first.fetch;
    const representations = first.representations();
    const question = { operation, variables, representations, scan: first.scan() };
    return this.run.askEntities(this.service, question, lost);
  }

  /** Gives the place of the first entity that has not come: the first one where it is no list of as many as were asked for. */
  private deliver(group: Group, found: unknown): number | undefined {
    const { fetch, waiting } = group;
    if (!Array.isArray(found) || found.length !== group.size) {
      for (const { entities } of waiting) for (const object of entities.objects) nullify(fetch, object);
      return 0;
    }
    for (const entity of found) fetch.rewrite(entity);
    // What one path goes on to add to an entity is no other path's.
    const given = new Set<unknown>();
    for (const one of waiting) {
      const own = group
        .placesOf(one)
        .map((place) => found[place] as unknown)
        .map((entity) => (given.has(entity) ? copyOf(entity) : entity));
      for (const entity of own) given.add(entity);
      const { objects, places } = one.entities;
      for (let index = 0; index < objects.length; index++) {
        const object = objects[index];
        const place = places[index];
        const entity = place === undefined ? undefined : own[place];
        if (object !== undefined && isData(entity)) merge(object, entity);
      }
    }
    const place = found.findIndex((entity) => entity !== null && !isData(entity));
    return place < 0 ? undefined : place;
  }

  /** Each object that an entity stands for has the entity's error, at its own place. */
  private report(groups: readonly Group[], errors: NonNullable<Answer['errors']>): void {
    const unplaced = { lost: this.lostBy(groups) };
    for (const error of errors) {
      const [name, place, ...rest] = error.path ?? [];
      const group = groups.find((_, index) => entitiesName(index) === name);
      if (group === undefined || typeof place !== 'number') this.run.fail(this.service, error, unplaced);
      else
        for (const path of this.pathsOf(group, place))
          this.run.fail(this.service, error, { path: [...path, ...group.fetch.rewritePath(rest)] });
    }
  }

  /** Where the fields of the first entity of each group would have stood. */
  private lostBy(groups: readonly Group[]): readonly Path[] {
    return groups.flatMap((group) => this.lostAt(group, 0));
  }

  private lostAt(group: Group, place: number): readonly Path[] {
    return group.waiting.flatMap((one) => {
      const { fetch, entities } = one;
      const own = group.placesOf(one).indexOf(place);
      const index = entities.places.findIndex((each) => each === own);
      const object = entities.objects[index];
      const path = pathsAt(this.run.data, fetch.path, index + 1)[index];
      if (object === undefined || path === undefined) return [];
      return fetch.nullNames(object.__typename).map((name) => [...path, ...fetch.rewritePath([name])]);
    });
  }

  private pathsOf(group: Group, place: number): Path[] {
    return group.waiting.flatMap((one) => {
      const paths = pathsAt(this.run.data, one.fetch.path);
      const own = group.placesOf(one).indexOf(place);
      return one.entities.places.flatMap((each, index) =>
        each !== undefined && each === own ? [paths[index] ?? []] : [],
      );
    });
  }
}

function withRepresentations(variables: string, groups: readonly Group[]): string {
  const lists = groups.map(
    (group, index) => `"${representationsName(index)}":[${group.representations().join(',')}]`,
  );
  return `${variables.slice(0, -1)}${variables === '{}' ? '' : ','}${lists.join(',')}}`;
}
