/** A sample client of a frontend: its operation is typed by `npm run codegen`, from its text to its answer. */
import { graphql } from './graphql';
import type { TypedDocumentString } from './graphql/graphql';

const DistrictFeedback = graphql(`
  query DistrictFeedback($code: String!, $period: Period!, $on: Date!) {
    administrativeUnit(code: $code) {
      name
      children(on: $on) {
        code
        name
        scorecard(period: $period) {
          feedback {
            received {
              value
              origin
            }
          }
        }
      }
    }
  }
`);

export interface District {
  readonly name: string;
  /** Tickets received in the year; null where nothing is known. */
  readonly received: number | null;
}

/** The districts of a province, by its code, that received most first. @throws Error with what the gateway refused */
export async function districtFeedback(url: string, code: string, year: number): Promise<District[]> {
  const variables = { code, period: String(year), on: `${year}-12-31` };
  const { administrativeUnit } = await execute(url, DistrictFeedback, variables);
  return (administrativeUnit?.children ?? [])
    .map(({ name, scorecard }) => ({ name, received: scorecard.feedback?.received.value ?? null }))
    .sort((one, other) => (other.received ?? 0) - (one.received ?? 0));
}

/** Runs an operation. Variables that it does not have, or fields that it does not ask for, do not compile. */
async function execute<Result, Variables>(
  url: string,
  operation: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: operation.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Result;
    errors?: readonly { readonly message: string }[];
  };
  if (errors !== undefined || data === undefined) throw new Error(errors?.[0]?.message ?? 'No data came.');
  return data;
}
