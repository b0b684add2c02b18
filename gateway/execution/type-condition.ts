/** Whether a type condition holds for what a subgraph calls the type of an object. */
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

export function isInterface(schema: GraphQLSchema, typeName: unknown): boolean {
  return typeof typeName === 'string' && isInterfaceType(schema.getType(typeName));
}

/** An interface stands for its own objects where a subgraph knows no more of them (`@interfaceObject`). */
export function isOfType(schema: GraphQLSchema, typeName: unknown, condition: string): boolean {
  if (typeName === condition) return true;
  const type = typeof typeName === 'string' ? schema.getType(typeName) : undefined;
  const conditionType = schema.getType(condition);
  return (
    isAbstractType(conditionType) &&
    (isObjectType(type) || isInterfaceType(type)) &&
    schema.isSubType(conditionType, type)
  );
}
