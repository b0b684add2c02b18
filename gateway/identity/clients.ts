/** The clients as their folder has them now: a key that is revoked, or a scope that is taken away, counts within a second. */
import { isValid, parseKey } from './api-key';
import { type Client, clientIds, readClient, versionOf } from './client';

const LOOK_AGAIN_MS = 500;

interface Read {
  readonly version: string;
  readonly client: Client;
}

export class Clients {
  private read: ReadonlyMap<string, Read>;
  private lookedAt: number;

  /** @throws CodedError CONFIG_INVALID for a client whose files cannot be used */
  constructor(
    private readonly folder: string,
    private readonly log: (message: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.lookedAt = now();
    this.read = new Map(clientIds(folder).map((id) => [id, this.readOne(id)]));
  }

  /** The client that has the key; undefined for a key that nobody has, or that is revoked. */
  ofKey(text: string): Client | undefined {
    const key = parseKey(text);
    if (key === undefined) return undefined;
    this.lookAgain();
    const client = this.read.get(key.client)?.client;
    const kept = client?.keys.find(({ id }) => id === key.id);
    return isValid(key, kept) ? client : undefined;
  }

  private lookAgain(): void {
    const now = this.now();
    if (now - this.lookedAt < LOOK_AGAIN_MS) return;
    this.lookedAt = now;
    const read = new Map<string, Read>();
    for (const id of clientIds(this.folder)) {
      const before = this.read.get(id);
      if (before?.version === versionOf(this.folder, id)) read.set(id, before);
      else {
        try {
          read.set(id, this.readOne(id));
        } catch (cause) {
          // With what it may see in doubt, it may see nothing.
          this.log(`The client ${id} is refused until its files are right: ${String(cause)}`);
        }
      }
    }
    this.read = read;
  }

  private readOne(id: string): Read {
    // The version first: a change in between is seen the next time.
    return { version: versionOf(this.folder, id), client: readClient(this.folder, id) };
  }
}
