/** A supergraph's file as operations are checked against it, without a gateway that runs. */
import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { assertNoFaults, type Environment } from '../../shared/environment';
import { CodedError, messageOf } from '../../shared/errors';
import { costSettings } from '../guard/cost-settings';
import { limitSettings } from '../guard/limit-settings';
import { checkedGraph, type Graph } from './check-operation';

/** @throws CodedError CONFIG_INVALID for a file that is no supergraph, or settings that cannot be used */
export function readGraph(path: string, env: Environment): Graph {
  const faults: string[] = [];
  const limits = limitSettings(env, faults);
  const cost = costSettings(env, faults);
  assertNoFaults(faults);
  try {
    const supergraph = Supergraph.build(readFileSync(path, 'utf8'));
    const schema = supergraph.apiSchema().toGraphQLJSSchema();
    return checkedGraph(schema, supergraph.schema.toGraphQLJSSchema(), limits, cost);
  } catch (cause) {
    const reason = messageOf(cause);
    throw new CodedError('CONFIG_INVALID', `${path} cannot be read as a supergraph: ${reason}`, { cause });
  }
}
