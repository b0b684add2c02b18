/** Relay connections over lists held in memory: pages by opaque cursors that stay valid while the list grows. */
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { InvalidInput } from '../period/invalid-input';

@ObjectType({ description: 'Where a page stands in its list (thông tin trang).' })
@Directive('@shareable')
export class PageInfo {
  @Field({ description: 'Whether more follow (còn trang sau).' })
  hasNextPage!: boolean;

  @Field({ description: 'Whether there are some before (có trang trước).' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first of the page (con trỏ đầu trang).',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last of the page; pass it as `after` (con trỏ cuối trang).',
  })
  endCursor!: string | null;
}

export interface Connection<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

const MAX_PAGE = 1000;

/** On a field that gives a connection: what `first` says is how many edges and nodes there are at most. */
export const CONNECTION_SIZE =
  '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)';

/** On a field that gives the list itself. */
export const LIST_SIZE = '@listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)';

/** The connection and edge types for a node type. */
export function connectionType(Node: new (...args: never[]) => object, name: string, what: string) {
  @ObjectType(`${name}Edge`, { description: `One of a list of ${what}, with its place in it (phần tử).` })
  class Edge {
    @Field(() => Node, { description: 'The thing itself (đối tượng).' })
    node!: object;

    @Field({ description: 'Its place in the list, opaque (con trỏ).' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${what} (trang danh sách).` })
  class ConnectionOf {
    @Field(() => [Edge], { description: 'The page with cursors (các phần tử).' })
    edges!: readonly Edge[];

    @Field(() => [Node], { description: 'The page without cursors (các đối tượng).' })
    nodes!: readonly object[];

    @Field(() => PageInfo, { description: 'Where the page stands (thông tin trang).' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'The length of the whole list (tổng số).' })
    totalCount!: number;
  }
  return ConnectionOf;
}

/**
 * The page after a cursor.
 * @throws InvalidInput for a page size out of range, and for a cursor that is not of this list
 */
export function paginate<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  { first, after }: { first: number; after?: string | null | undefined },
): Connection<T> {
  assertPageSize(first);
  const start = after == null ? 0 : items.findIndex((item) => cursorOf(idOf(item)) === after) + 1;
  if (after != null && start === 0) {
    throw new InvalidInput(
      `after is "${after}". Expected a cursor from this list: an edge's cursor or endCursor.`,
    );
  }
  const nodes = items.slice(start, start + first);
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(idOf(node)) }));
  return {
    ...{ edges, nodes, totalCount: items.length },
    pageInfo: {
      hasNextPage: start + nodes.length < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** @throws InvalidInput for a page size out of range */
export function assertPageSize(first: number): void {
  if (first >= 0 && first <= MAX_PAGE) return;
  throw new InvalidInput(`first is ${first}. Expected a number from 0 to ${MAX_PAGE}.`);
}

function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64url');
}
