/** The same operation through the gateway and through the merged schema. */
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { sameAnswer } from './compare';
import { openGateway } from './gateway';
import { type Faults, noFaults } from './graph/faults';
import { executeWhole, openMonolith } from './graph/monolith';
import { askIn, composeTestGraph } from './graph/subgraphs';
import { World } from './graph/world';

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly faults?: Faults;
}

export interface SideBySide {
  /** The API of both. */
  readonly schema: GraphQLSchema;
  /**
   * One at a time.
   * @returns the merged schema's answer
   * @throws Error with the operation, its plan and both answers when they differ
   */
  agree(operation: Operation): Promise<ExecutionResult>;
  /** How many answers were left to Apollo's executor. */
  fallbacks(): number;
  close(): Promise<void>;
}

export async function openSideBySide(): Promise<SideBySide> {
  const supergraphSdl = composeTestGraph();
  const schema = openMonolith(supergraphSdl);
  let ask = askIn(new World(noFaults));
  const gateway = await openGateway(supergraphSdl, (...request) => ask(...request));
  return {
    schema,
    async agree({ query, variables = {}, operationName, faults = noFaults }) {
      ask = askIn(new World(faults));
      const whole = await executeWhole(schema, new World(faults), query, variables, operationName);
      const explained = (federated?: ExecutionResult, cause?: unknown) =>
        new Error(
          [
            'The gateway answers otherwise than the merged schema.',
            ...[query, JSON.stringify(variables), planOf(() => gateway.plan(query, operationName))],
            `gateway: ${federated === undefined ? 'no answer' : JSON.stringify(federated)}`,
            `merged:  ${JSON.stringify(whole)}`,
          ].join('\n'),
          { cause },
        );
      const federated = await gateway.execute(query, variables, operationName).catch((cause: unknown) => {
        throw explained(undefined, cause);
      });
      if (!sameAnswer(federated, whole)) throw explained(federated);
      return whole;
    },
    fallbacks: () => gateway.fallbacks(),
    close: () => gateway.close(),
  };
}

/** What cannot be planned has no plan to show. */
function planOf(plan: () => string): string {
  try {
    return plan();
  } catch (cause) {
    return String(cause);
  }
}
