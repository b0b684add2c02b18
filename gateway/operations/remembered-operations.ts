/**
 * Operations that frontends have sent once with their hash, to be asked for by the hash alone (Apollo's automatic persisted queries).
 * Whoever registers fills a share of their own: a flood of registrations evicts only the operations of whoever sends it.
 */
import { LRUCache } from 'lru-cache';

/** Of one who registers, in characters. */
const MOST_OF_ONE = 1_048_576;
/** Of all together; the shares that have been used the longest ago go first. */
const MOST_OF_ALL = 67_108_864;

/** How operations are remembered; never throws. */
export interface OperationStore {
  /** Undefined for a hash that is not known. */
  get(hash: string): Promise<string | undefined> | string | undefined;
  /** @param owner who registers it */
  set(hash: string, query: string, owner: string): void;
}

type Share = LRUCache<string, string>;

export class RememberedOperations implements OperationStore {
  private readonly owners = new Map<string, string>();
  private readonly shares: LRUCache<string, Share>;

  constructor(
    private readonly mostOfOne = MOST_OF_ONE,
    mostOfAll = MOST_OF_ALL,
  ) {
    this.shares = new LRUCache({
      max: Math.max(1, Math.floor(mostOfAll / mostOfOne)),
      // A share that goes takes its operations with it.
      dispose: (share) => {
        share.clear();
      },
    });
  }

  get(hash: string): string | undefined {
    const owner = this.owners.get(hash);
    return owner === undefined ? undefined : this.shares.get(owner)?.get(hash);
  }

  set(hash: string, query: string, owner: string): void {
    // Whoever was first keeps it, so that nobody pushes it out by registering it again.
    if (this.get(hash) !== undefined || query.length > this.mostOfOne) return;
    let share = this.shares.get(owner);
    if (share === undefined) this.shares.set(owner, (share = this.newShare()));
    this.owners.set(hash, owner);
    share.set(hash, query);
  }

  private newShare(): Share {
    return new LRUCache({
      maxSize: this.mostOfOne,
      sizeCalculation: (query) => Math.max(1, query.length),
      dispose: (_, hash) => {
        this.owners.delete(hash);
      },
    });
  }
}
