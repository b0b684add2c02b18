/** Which fields of the schema an operation selects. */
import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** Pairs of a type and a field of it, each once. */
export function fieldsSelected(
  document: DocumentNode,
  schema: GraphQLSchema,
): (readonly [type: string, field: string])[] {
  const types = new TypeInfo(schema);
  const found = new Map<string, readonly [string, string]>();
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name: { value: field } }) {
        const type = types.getParentType()?.name;
        if (type !== undefined) found.set(`${type}.${field}`, [type, field]);
      },
    }),
  );
  return [...found.values()];
}
