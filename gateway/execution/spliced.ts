/** A part of a subgraph's answer that goes into the client's answer as it came: its bytes, which have been looked through. */
export class Spliced {
  constructor(
    readonly source: Buffer,
    readonly start: number,
    readonly end: number,
  ) {}

  /** As an object, for the rare case that another subgraph tells of it as well. */
  parsed(): unknown {
    return JSON.parse(this.source.toString('utf8', this.start, this.end)) as unknown;
  }
}
