/**
 * The project's own specification of directives that say who may see a field; a subgraph links it, the gateway enforces it.
 * `@authenticated`: whoever is known. `@requiresScopes`: whoever may do what all scopes of one set say. `@policy`: whoever has agreed to
 * all policies of one set. Several on one field, or on its type, must all be met.
 */
export const ACCESS_SPEC = {
  name: 'access',
  /** Names the specification; nothing is fetched from there. */
  identity: 'https://kpi-federation.example/access',
  version: 'v1.0',
} as const;

/** For a subgraph's schema, which has to import `@composeDirective` as well. */
export const ACCESS_DEFINITIONS = `
extend schema
  @link(url: "${ACCESS_SPEC.identity}/${ACCESS_SPEC.version}", import: ["@authenticated", "@requiresScopes", "@policy"])
  @composeDirective(name: "@authenticated")
  @composeDirective(name: "@requiresScopes")
  @composeDirective(name: "@policy")

directive @authenticated on OBJECT | INTERFACE | FIELD_DEFINITION | SCALAR | ENUM
directive @requiresScopes(scopes: [[String!]!]!) on OBJECT | INTERFACE | FIELD_DEFINITION | SCALAR | ENUM
directive @policy(policies: [[String!]!]!) on OBJECT | INTERFACE | FIELD_DEFINITION | SCALAR | ENUM
`;
