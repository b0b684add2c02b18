/** What an operation takes, returns and costs, in lines of text. */
import {
  getNullableType,
  type GraphQLSchema,
  isInputObjectType,
  Kind,
  print,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { measureDocument } from '../guard/limit-measure';
import { costOfOperation, type Graph } from './check-operation';
import type { Operation } from './operation';
import { firstSentence, type ResponseField } from './response-tree';

/** `$first: Int = 20  # How many at most`; what is said is the variable's description, or else that of what it is given to. */
export function variableLines({ document, variables }: Operation, schema: GraphQLSchema): string[] {
  const types = new TypeInfo(schema);
  const said = new Map<string, string>();
  const say = (value: ValueNode, description: string | null | undefined) => {
    if (value.kind !== Kind.VARIABLE || said.has(value.name.value)) return;
    said.set(value.name.value, description ?? '');
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument({ value }) {
        say(value, types.getArgument()?.description);
      },
      ObjectField({ name, value }) {
        const type = getNullableType(types.getParentInputType());
        say(value, isInputObjectType(type) ? type.getFields()[name.value]?.description : undefined);
      },
    }),
  );
  return variables.map(({ variable, type, defaultValue, description }) => {
    const name = variable.name.value;
    const comment = firstSentence(description?.value ?? said.get(name) ?? '');
    const standard = defaultValue === undefined ? '' : ` = ${print(defaultValue)}`;
    return withComment(`$${name}: ${print(type)}${standard}`, comment);
  });
}

/** A field on a line, with what is in it below, indented. What has been said of a field above is not said again. */
export function responseLines(
  fields: readonly ResponseField[],
  { described }: { readonly described: boolean },
): string[] {
  const said = new Set<string>();
  const comment = ({ name, description }: ResponseField) => {
    if (!described || name === '__typename' || said.has(`${name} ${description}`)) return '';
    said.add(`${name} ${description}`);
    return description;
  };
  const lines = (field: ResponseField): string[] => [
    withComment(
      `${field.name}: ${field.type}${field.on === undefined ? '' : ` (only ${field.on})`}`,
      comment(field),
    ),
    ...field.fields.flatMap(lines).map((line) => `  ${line}`),
  ];
  return fields.flatMap(lines);
}

export function costLine(operation: Operation, graph: Graph, costBudget = graph.costBudget): string {
  const { example, variables } = operation;
  const given = example !== undefined ? ` with ${example}` : variables.length > 0 ? ' with its defaults' : '';
  return `cost ${costOfOperation(operation, graph)} of at most ${costBudget}${given}`;
}

export function limitsLine({ document, body }: Operation, { limits }: Graph): string {
  const { depth, fields, rootFields, aliases } = measureDocument(document);
  return [
    ...[`depth ${depth} of ${limits.depth}`, `fields ${fields} of ${limits.fields}`],
    ...[`root fields ${rootFields} of ${limits.rootFields}`, `aliases ${aliases} of ${limits.aliases}`],
    `bytes ${Buffer.byteLength(body)} of ${limits.documentBytes}`,
  ].join(', ');
}

function withComment(text: string, comment: string): string {
  return comment === '' ? text : `${text}  # ${comment}`;
}
