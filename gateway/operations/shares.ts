/** What each of many owners has filled of a common store, in a form that tells at once who holds the most. */
import { LRUCache } from 'lru-cache';

/** What it takes beside the text: its hash, and its places in the tables. */
const BYTES_OF_ENTRY = 512;
const BYTES_OF_SHARE = 4096;

interface Share {
  readonly owner: string;
  readonly texts: LRUCache<string, string>;
}

export class Shares {
  private readonly shares = new Map<string, Share>();
  /** By the power of two that they have reached; in each, what was used the longest ago is first. */
  private readonly bySize: readonly Set<Share>[] = Array.from({ length: 32 }, () => new Set<Share>());
  private sum = 0;

  constructor(
    private readonly mostOfOne: number,
    private readonly dropped: (hash: string) => void,
  ) {}

  get bytes(): number {
    return this.sum;
  }

  get(owner: string, hash: string): string | undefined {
    const share = this.shares.get(owner);
    return share && this.using(share, () => share.texts.get(hash));
  }

  set(owner: string, hash: string, text: string): void {
    const share = this.shares.get(owner) ?? this.newShare(owner);
    this.using(share, () => share.texts.set(hash, text));
  }

  /** The oldest text of one of the largest shares, which of them has been used the longest ago; false where there is none. */
  dropOne(): boolean {
    for (const shares of this.bySize.toReversed()) {
      for (const share of shares) {
        this.using(share, () => share.texts.pop());
        return true;
      }
    }
    return false;
  }

  /** Whatever it becomes is accounted for, and it has been used last. */
  private using<T>(share: Share, use: () => T): T {
    const { texts, owner } = share;
    this.sum -= bytesOf(share);
    this.bySize[levelOf(share)]?.delete(share);
    const result = use();
    if (texts.size === 0) {
      this.shares.delete(owner);
    } else {
      this.shares.set(owner, share);
      this.sum += bytesOf(share);
      this.bySize[levelOf(share)]?.add(share);
    }
    return result;
  }

  private newShare(owner: string): Share {
    const texts = new LRUCache<string, string>({
      maxSize: this.mostOfOne,
      sizeCalculation: sizeOf,
      dispose: (_, hash) => {
        this.dropped(hash);
      },
    });
    return { owner, texts };
  }
}

/** Of one text, with what it takes to keep it. */
export function sizeOf(text: string): number {
  return Buffer.byteLength(text) + BYTES_OF_ENTRY;
}

function bytesOf({ texts }: Share): number {
  return texts.size === 0 ? 0 : texts.calculatedSize + BYTES_OF_SHARE;
}

function levelOf(share: Share): number {
  return 31 - Math.clz32(Math.max(1, bytesOf(share)));
}
