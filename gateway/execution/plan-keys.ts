/**
 * Response names for the planner. A plan asks for keys and for what `@requires` names under their own names, so that a client's
 * alias of the same name, or the same field with other arguments, would mix with them. Such fields get a name of their own in the
 * plan, and the client's name again in the answer.
 */
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';

/** What the supergraph's field sets name: in keys, `@requires` and `@provides`. */
export interface FieldSetNames {
  readonly keys: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  readonly withArguments: ReadonlySet<string>;
}

export interface PlannedDocument {
  readonly document: DocumentNode;
  /** The client's name of each name in the document that is not the client's own. */
  readonly clientNames: ReadonlyMap<string, string>;
}

export function fieldSetNames(supergraph: GraphQLSchema): FieldSetNames {
  const keys = new Set<string>();
  const all = new Set(['__typename']);
  const withArguments = new Set<string>();
  const add = (fieldSet: string, isKey: boolean) => {
    visit(parse(`{ ${fieldSet} }`), {
      Field(node) {
        all.add(node.name.value);
        if (isKey) keys.add(node.name.value);
        if (node.arguments !== undefined && node.arguments.length > 0) withArguments.add(node.name.value);
      },
    });
  };
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const node of [type.astNode, ...type.extensionASTNodes]) {
      for (const fieldSet of fieldSetsOf(node, 'join__type', 'key')) add(fieldSet, true);
      for (const field of node?.fields ?? []) {
        for (const fieldSet of fieldSetsOf(field, 'join__field', 'requires')) add(fieldSet, false);
        for (const fieldSet of fieldSetsOf(field, 'join__field', 'provides')) add(fieldSet, false);
      }
    }
  }
  return { keys, all, withArguments };
}

/** The field sets that a directive of the supergraph names. */
export function fieldSetsOf(
  node: { readonly directives?: readonly ConstDirectiveNode[] } | null | undefined,
  directive: string,
  argument: string,
): string[] {
  return (node?.directives ?? [])
    .filter(({ name }) => name.value === directive)
    .flatMap((applied) => applied.arguments ?? [])
    .flatMap(({ name, value }) =>
      name.value === argument && value.kind === Kind.STRING ? [value.value] : [],
    );
}

export function withPlanKeys(document: DocumentNode, names: FieldSetNames): PlannedDocument {
  const clientNames = new Map<string, string>();
  const planKeys = new Map<string, string>();
  const planned = visit(document, {
    Field(node): FieldNode | undefined {
      if (!collides(node, names)) return undefined;
      const clientName = (node.alias ?? node.name).value;
      const { kind, name, arguments: given = [] } = node;
      const field = `${clientName}:${print({ kind, name, arguments: given })}`;
      let key = planKeys.get(field);
      if (key === undefined) {
        key = freeName(`${node.name.value.replace(/^_+/, '')}_${planKeys.size + 1}`, document);
        planKeys.set(field, key);
        clientNames.set(key, clientName);
      }
      return { ...node, alias: { kind: Kind.NAME, value: key } };
    },
  });
  return { document: clientNames.size === 0 ? document : planned, clientNames };
}

function collides({ alias, name, arguments: given }: FieldNode, names: FieldSetNames): boolean {
  const responseName = (alias ?? name).value;
  if (responseName !== name.value) return names.all.has(responseName);
  // Without arguments it has their defaults, which may differ from the field set's as well.
  return names.withArguments.has(name.value) || (names.all.has(name.value) && (given?.length ?? 0) > 0);
}

/** A name that the document does not use. */
function freeName(wanted: string, document: DocumentNode): string {
  const used = new Set<string>();
  visit(document, { Name: ({ value }) => void used.add(value) });
  let name = wanted;
  while (used.has(name)) name = `${name}_`;
  return name;
}
