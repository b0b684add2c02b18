/** Reads a request's JSON body, or says why it cannot. */
import type { IncomingMessage } from 'node:http';
import type { Refusal } from './refuse';

/** Levels of lists and objects in a body; GraphQL needs a handful, and code that recurses over values can take as many. */
const MOST_LEVELS = 64;

/** Memory for bodies that are being received: that of so many of the largest. */
const LARGEST_AT_A_TIME = 64;

export class BodyReader {
  private held = 0;

  constructor(private readonly mostBytes: number) {}

  /** The parsed body; undefined where there is none, or it is not declared as JSON, which Apollo Server then refuses. */
  async read(request: IncomingMessage): Promise<{ readonly json: unknown } | Refusal> {
    const { headers } = request;
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding.toLowerCase() !== 'identity') return ENCODED;
    const declared = Number(headers['content-length'] ?? 0);
    if (declared > this.mostBytes) return this.tooLarge(declared);
    if (declared === 0 && headers['transfer-encoding'] === undefined) return { json: undefined };
    const body = await this.receive(request);
    if ('status' in body) return body;
    const type = headers['content-type'] ?? '';
    if (body.length === 0 || !/^\s*application\/json\s*(?:;|$)/i.test(type)) return { json: undefined };
    if (/;\s*charset\s*=(?!\s*"?utf-?8"?\s*(?:;|$))/i.test(type)) return NOT_UTF8;
    return parsed(body);
  }

  private receive(request: IncomingMessage): Promise<Buffer | Refusal> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const settle = (result: Buffer | Refusal) => {
        this.held -= size;
        request.off('data', take).off('end', whole).off('error', broken);
        request.pause();
        resolve(result);
      };
      const take = (chunk: Buffer) => {
        size += chunk.length;
        this.held += chunk.length;
        if (size > this.mostBytes) settle(this.tooLarge(size));
        else if (this.held > this.mostBytes * LARGEST_AT_A_TIME) settle(NO_ROOM);
        else chunks.push(chunk);
      };
      const whole = () => {
        settle(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
      };
      const broken = (cause: Error) => {
        this.held -= size;
        reject(cause);
      };
      request.on('data', take).once('end', whole).once('error', broken);
    });
  }

  private tooLarge(got: number): Refusal {
    return {
      status: 413,
      code: 'LIMIT_BODY',
      message: `The body has ${got} bytes or more. Expected at most ${this.mostBytes}; ask for less at a time.`,
      numbers: { limit: this.mostBytes, got },
    };
  }
}

const ENCODED: Refusal = {
  status: 415,
  code: 'BAD_REQUEST',
  message: 'The body is compressed. Expected one that is not, without a Content-Encoding header.',
};
const NOT_UTF8: Refusal = {
  status: 415,
  code: 'BAD_REQUEST',
  message: 'The body is not declared as UTF-8. Expected "Content-Type: application/json".',
};
const NO_ROOM: Refusal = {
  status: 503,
  code: 'OVERLOADED',
  message: 'Too many large requests are being received. Try again in a second.',
};
const NOT_JSON: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The body is not JSON in UTF-8. Expected {"query": "…", "variables": {…}}.',
};
const TOO_DEEP: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: `The body has lists or objects within each other on more than ${MOST_LEVELS} levels. Expected fewer.`,
};

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function parsed(body: Buffer): { readonly json: unknown } | Refusal {
  let json: unknown;
  try {
    json = JSON.parse(UTF8.decode(body));
  } catch {
    return NOT_JSON;
  }
  return isDeeperThan(MOST_LEVELS, json) ? TOO_DEEP : { json };
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeperThan(levels - 1, item));
  for (const key in value) {
    if (isDeeperThan(levels - 1, (value as Record<string, unknown>)[key])) return true;
  }
  return false;
}
