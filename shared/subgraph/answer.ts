/** A subgraph's answer, in the form of GraphQL over HTTP. */
export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions?: Record<string, unknown>;
  }[];
}
