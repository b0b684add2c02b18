/** Reads a request's JSON body, or says why it cannot. */
import type { IncomingMessage } from 'node:http';

export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** A query of ordinary work has some kilobytes. */
export const MAX_BODY_BYTES = 1_048_576;

/** The parsed body; undefined where there is none, or it is not declared as JSON, which Apollo Server then refuses. */
export async function readBody(request: IncomingMessage): Promise<{ readonly json: unknown } | Refusal> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, so that the client gets to see the answer.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) {
    return { status: 413, message: `The body has ${size} bytes. Expected at most ${MAX_BODY_BYTES}.` };
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
