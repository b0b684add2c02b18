/**
 * Operations that frontends have sent once with their hash, to be asked for by the hash alone (Apollo's automatic persisted queries).
 * Whoever registers fills a share of their own: a flood of registrations evicts only the operations of whoever sends it. A flood from
 * many addresses evicts those of whoever holds the most of what no client or bearer of a token has registered.
 */
import { Shares, sizeOf } from './shares';

/** Of one who registers, in bytes. */
const MOST_OF_ONE = 1_048_576;
/** Of all together. */
const MOST_OF_ALL = 67_108_864;

/** How operations are remembered; never throws. */
export interface OperationStore {
  /** Undefined for a hash that is not known. */
  get(hash: string): Promise<string | undefined> | string | undefined;
  /** @param owner who registers it: `client <id>`, `bearer <name>`, or an address */
  set(hash: string, query: string, owner: string): void;
}

export class RememberedOperations implements OperationStore {
  private readonly owners = new Map<string, string>();
  private readonly ofClients = this.newShares();
  private readonly ofBearers = this.newShares();
  private readonly ofOthers = this.newShares();
  /** Those are evicted first that are least known. */
  private readonly inTurn = [this.ofOthers, this.ofBearers, this.ofClients];

  constructor(
    private readonly mostOfOne = MOST_OF_ONE,
    private readonly mostOfAll = MOST_OF_ALL,
  ) {}

  get(hash: string): string | undefined {
    const owner = this.owners.get(hash);
    return owner === undefined ? undefined : this.sharesOf(owner).get(owner, hash);
  }

  set(hash: string, query: string, owner: string): void {
    // Whoever was first keeps it, so that nobody pushes it out by registering it again.
    if (this.get(hash) !== undefined || sizeOf(query) > this.mostOfOne) return;
    this.owners.set(hash, owner);
    this.sharesOf(owner).set(owner, hash, query);
    while (this.bytes() > this.mostOfAll && this.inTurn.some((shares) => shares.dropOne()));
  }

  private bytes(): number {
    return this.inTurn.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  private sharesOf(owner: string): Shares {
    if (owner.startsWith('client ')) return this.ofClients;
    return owner.startsWith('bearer ') ? this.ofBearers : this.ofOthers;
  }

  private newShares(): Shares {
    return new Shares(this.mostOfOne, (hash) => this.owners.delete(hash));
  }
}
