/** The load generator: a fixed number of keep-alive connections, each of which asks its own request over and over. */
import { Client } from 'undici';

export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** As every client of GraphQL over HTTP posts it. */
export function posted(url: string, body: string): LoadRequest {
  return { method: 'POST', path: new URL(url).pathname, headers: HEADERS, body };
}

export interface Sample {
  /** CPU of the contestant for each request, in milliseconds. */
  readonly cpu: number;
  /** Requests in a second. */
  readonly throughput: number;
}

export class Load {
  private readonly clients: readonly Client[];

  /** @param expected of each connection's answer the length in bytes, once it is known to be right */
  constructor(
    url: string,
    private readonly requests: readonly LoadRequest[],
    private readonly expected: readonly number[],
  ) {
    const { origin } = new URL(url);
    this.clients = requests.map(() => new Client(origin, { headersTimeout: 0, bodyTimeout: 0 }));
  }

  /** Asks for that long, lets the last answers come in, and tells how it went. */
  async run(seconds: number, cpuMilliseconds: () => number): Promise<Sample> {
    const [cpuBefore, start] = [cpuMilliseconds(), performance.now()];
    const deadline = start + seconds * 1000;
    let count = 0;
    await Promise.all(
      this.clients.map(async (client, i) => {
        while (performance.now() < deadline) {
          const length = await send(client, this.requests[i]);
          if (length !== this.expected[i])
            throw new Error(`An answer has ${length} bytes. Expected ${this.expected[i] ?? 0}.`);
          count++;
        }
      }),
    );
    const elapsed = (performance.now() - start) / 1000;
    return { cpu: (cpuMilliseconds() - cpuBefore) / count, throughput: count / elapsed };
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
  }
}

/** Gives the length of the answer's body in bytes. */
function send(client: Client, request: LoadRequest | undefined): Promise<number> {
  if (request === undefined) throw new TypeError('Each connection has a request.');
  return new Promise((resolve, reject) => {
    let [status, length] = [0, 0];
    client.dispatch(request, {
      onRequestStart: () => undefined,
      onResponseStart(_, statusCode) {
        status = statusCode;
      },
      onResponseData(_, chunk) {
        length += chunk.length;
      },
      onResponseEnd() {
        if (status === 200) resolve(length);
        else reject(new Error(`Answered with status ${status}.`));
      },
      onResponseError(_, error) {
        reject(error);
      },
    });
  });
}

/** One answer as text. */
export async function answerOf(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: HEADERS, body });
  return response.text();
}
