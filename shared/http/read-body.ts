/** Reads a request's JSON body, or says why it cannot. */
import type { IncomingMessage } from 'node:http';

export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** A client's query has some kilobytes; a gateway's to a subgraph may name thousands of entities. */
export const MAX_BODY_BYTES = 1_048_576;

/** The parsed body; undefined where there is none, or it is not declared as JSON, which Apollo Server then refuses. */
export async function readBody(
  request: IncomingMessage,
  mostBytes = MAX_BODY_BYTES,
): Promise<{ readonly json: unknown } | Refusal> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, so that the client gets to see the answer.
    if (size <= mostBytes) chunks.push(chunk);
  }
  if (size > mostBytes) {
    return { status: 413, message: `The body has ${size} bytes. Expected at most ${mostBytes}.` };
  }
  if (size === 0 || !/^application\/([\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    return { json: undefined };
  }
  try {
    return {
      json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) as unknown,
    };
  } catch {
    return {
      status: 400,
      message: 'The body is not JSON in UTF-8. Expected {"query": "…", "variables": {…}}.',
    };
  }
}
