/** The project's own specification of directives that say who may see a field; a subgraph links it, the gateway enforces it. */
export const ACCESS_SPEC = {
  name: 'access',
  /** Names the specification; nothing is fetched from there. */
  identity: 'https://kpi-federation.example/access',
  version: 'v1.0',
} as const;

/** For a subgraph's schema, which has to import `@composeDirective` as well. */
export const ACCESS_DEFINITIONS = `
extend schema
  @link(url: "${ACCESS_SPEC.identity}/${ACCESS_SPEC.version}", import: ["@authenticated", "@requiresScopes"])
  @composeDirective(name: "@authenticated")
  @composeDirective(name: "@requiresScopes")

directive @authenticated on OBJECT | INTERFACE | FIELD_DEFINITION | SCALAR | ENUM
directive @requiresScopes(scopes: [[String!]!]!) on OBJECT | INTERFACE | FIELD_DEFINITION | SCALAR | ENUM
`;
