/** Of the package, what is used here. */
declare module 'negotiator' {
  class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, unknown>> });
    /** The first of the available ones in the client's order; among equals in the preferred order. */
    encoding(
      available: readonly string[],
      options?: { readonly preferred?: readonly string[] },
    ): string | undefined;
    mediaType(available: readonly string[]): string | undefined;
  }
  export = Negotiator;
}
