/** An answer in GraphQL's own shape, also to what is no GraphQL request. */
import type { ServerResponse } from 'node:http';
import type { ErrorCode } from '../errors';

/** Where an answer has begun already, it is cut off, so that nobody takes it for whole. */
export function refuse(response: ServerResponse, status: number, code: ErrorCode, message: string): void {
  if (response.headersSent) response.destroy();
  else {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
  }
}
