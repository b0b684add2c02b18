/** What Apollo Server says of a request's form, in the product's words: what was expected, and what to do. */
const OWN_WORDS: readonly (readonly [theirs: string, own: string])[] = [
  [
    'blocked as a potential Cross-Site Request Forgery',
    'Another site could have had a browser send this. Expected Content-Type: application/json, or for GET the header apollo-require-preflight with any value.',
  ],
  [
    "An 'accept' header was provided",
    'The Accept header takes no form that answers have. Expected application/graphql-response+json, application/json or */*.',
  ],
  [
    'GraphQL operations must contain a non-empty `query`',
    'The request has no operation. Expected query as a text such as "{ … }", or the documentId or extensions.persistedQuery of an operation that is known.',
  ],
  ['POST body missing', 'The body is an empty object. Expected such as {"query": "{ … }"}.'],
  [
    'GET requests only support query operations',
    'A GET request may only query, and this operation is something else. Send a mutation with POST.',
  ],
];

/** Any other message as it is. */
export function inOwnWords(message: string): string {
  return OWN_WORDS.find(([theirs]) => message.includes(theirs))?.[1] ?? message;
}
