/** Response header: the release of the figures in a subgraph's response. */
export const RELEASE = 'x-figures-release';

/** A subgraph's answer, in the form of GraphQL over HTTP. */
export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions?: Record<string, unknown>;
  }[];
  /** Beside the execution result: the release of its figures, where the subgraph says so. */
  release?: string;
}
