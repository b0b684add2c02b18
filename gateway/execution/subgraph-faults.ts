/** Why there is no answer of a subgraph, where it makes a difference to what is done next. */

/** Nobody listens, the connection broke, or a proxy says that the subgraph is away: the same question may be answered in a moment. */
export class TransientFault extends Error {}

/** The subgraph has not been asked: it is taken for down, or has too much to answer already. */
export class NotAsked extends Error {}
