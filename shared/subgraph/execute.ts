/** Executes an operation of a subgraph, so that all that it reads is of one state. */
import { type DocumentNode, execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Executed, Execution } from './one-state';

export interface Operation {
  /** Valid for the schema. */
  readonly document: DocumentNode;
  readonly name?: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Execute = (operation: Operation, context: object) => Promise<Executed<ExecutionResult>>;

/** @param inOneState absent where nothing that is read can change */
export function executor(schema: GraphQLSchema, inOneState: Execution<object> = unchanging): Execute {
  return ({ document, name, variables }, given) =>
    inOneState(given, async (contextValue) =>
      execute({ schema, document, operationName: name, variableValues: variables, contextValue }),
    );
}

const unchanging: Execution<object> = async (context, execute) => ({
  result: await execute(context),
  release: undefined,
});
