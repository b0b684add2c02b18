/** Sends a file whose content is known by a tag, so that a browser need not get it twice. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { send, sentTag } from '../../shared/http/compression';
import { entityTag, isKept } from '../../shared/http/keep-answer';
import { refuse } from '../../shared/http/refuse';

export interface SentFile {
  readonly body: Buffer;
  readonly type: string;
  /** The ETag, with its quotes. */
  readonly tag: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function fileOf(body: Buffer, type: string, headers: SentFile['headers'] = {}): SentFile {
  return { body, type, tag: entityTag(body), headers };
}

/** Answers GET and HEAD; 304 where the client has it already. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { body, type, tag, headers = {} }: SentFile,
): Promise<void> {
  if (!isRead(request, response)) return;
  const common = { etag: tag, 'cache-control': 'no-cache', ...headers };
  if (isKept(request, tag))
    response.writeHead(304, { ...common, etag: sentTag(request, tag, body.length) }).end();
  else await send(response, 200, { ...common, 'content-type': type }, body);
}

/** A file is only read; all else is refused. */
export function isRead({ method }: IncomingMessage, response: ServerResponse): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  response.setHeader('allow', 'GET, HEAD, OPTIONS');
  const message = `The method is ${method ?? 'missing'}. Expected GET.`;
  refuse(response, { status: 405, code: 'BAD_REQUEST', message });
  return false;
}
