/** The supergraph's file in the repository; a test fails when it is not what the subgraphs compose to. */
import { projectFile } from '../../shared/project-root';

export const supergraphFile = projectFile('gateway', 'supergraph', 'supergraph.graphql');
