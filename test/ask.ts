/** A client of the gateway: posts a query, gives the answer. */

export interface AskAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

export async function ask(
  url: string,
  query: string,
  variables?: Record<string, unknown>,
): Promise<AskAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Omit<AskAnswer, 'status'>; // the shape of every GraphQL answer
  return { status: response.status, ...body };
}
