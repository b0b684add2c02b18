/** The one table of error codes: what each means, and the class that carries one. */

export const errorCodes = {
  BAD_REQUEST: 'The HTTP request is not one that GraphQL over HTTP knows.',
  OPERATION_RESOLUTION_FAILURE: 'The document does not have the operation that was to be run.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The operation does not fit the schema.',
  BAD_USER_INPUT: 'An argument of the request does not have the form that its type asks for.',
  LIMIT_BODY: "The request's body is larger than it may be.",
  LIMIT_DOCUMENT: "The operation's document is longer than it may be.",
  LIMIT_TOKENS: 'The document has more tokens than it may have.',
  LIMIT_DEPTH: 'The operation selects deeper than it may.',
  LIMIT_ALIASES: 'The operation has more aliases than it may have.',
  LIMIT_ROOT_FIELDS: 'The operation has more fields at its root than it may have.',
  LIMIT_DIRECTIVES: 'The document has more directives than it may have.',
  LIMIT_FIELDS: 'The operation has more fields than it may have, each fragment counted where it is spread.',
  LIMIT_VARIABLES: 'The values of the variables are more, or nested deeper, than they may be.',
  LIMIT_PLAN: 'The operation takes more requests to subgraphs than it may take.',
  COST_TOO_HIGH: 'The operation is estimated to cost more than its caller may spend.',
  UNAUTHENTICATED: 'The API key or the token that the request carries is not valid.',
  FORBIDDEN: 'The caller may not see the field.',
  PERSISTED_QUERY_NOT_FOUND: 'The hash stands for no operation yet: send the operation with it once.',
  OPERATION_UNKNOWN: 'The id or the name is of no registered operation of the caller.',
  OPERATION_NOT_REGISTERED: 'Of this caller only registered operations are answered.',
  RATE_LIMITED: 'The caller has asked as often as it may for now; try again later.',
  OVERLOADED: 'More requests are being answered than may be at a time; try again later.',
  DEADLINE_EXCEEDED: 'The whole request took longer than it may; what had not come by then is null.',
  SUBGRAPH_UNAVAILABLE: 'A source system does not answer; the fields of the other systems are unaffected.',
  INTERNAL_SERVER_ERROR: 'A fault of the gateway or of a subgraph; its log holds the cause.',
  CONFIG_INVALID: 'The environment or the command line holds settings that cannot be used.',
  DATABASE_UNAVAILABLE: 'The PostgreSQL server cannot be reached or refuses the login.',
  DATABASE_FORBIDDEN: 'The database role lacks a right that the product needs.',
  DATABASE_EMBEDDED: 'The embedded PostgreSQL server could not be started.',
  IMPORT_HEADER: "A CSV file's header is not the one of its kind of record.",
  IMPORT_ENCODING: 'A CSV file is not UTF-8.',
  IMPORT_TRUNCATED: 'A CSV file ends in the middle of a row.',
  IMPORT_UNREADABLE: 'A CSV file cannot be opened or read.',
  IMPORT_REJECTS: 'The file for the rows that an import rejects cannot be written.',
  REFERENCE_INVALID: "One of the project's own data files contradicts itself.",
  SUPERGRAPH_INVALID: 'The subgraphs do not compose to a supergraph.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** What a fault says, whatever was thrown. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** An expected fault. Its message says what was got, what was expected and what to do. */
export class CodedError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = code;
  }
}
