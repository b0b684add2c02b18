/** Bounds how much more a subgraph is asked because it fails: a share of what it is asked anyway, so that retries never add up to a storm. */

/** Of the questions, those that may be asked again. */
const SHARE = 0.1;
/** So many at once where nothing has been asked again for long. */
const MOST = 10;

export class RetryBudget {
  private saved = MOST;

  /** A question is asked for the first time. */
  earn(): void {
    this.saved = Math.min(MOST, this.saved + SHARE);
  }

  /** Whether a question may be asked again; it is taken to be. */
  spend(): boolean {
    if (this.saved < 1) return false;
    this.saved--;
    return true;
  }
}
