/** Listens, or says what to do about it. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorCode } from '../error-code';
import type { Listening } from '../environment';
import { CodedError } from '../errors';

/** Gives the origin at which the server can be asked from this machine. Throws CodedError CONFIG_INVALID. */
export async function listen(server: Server, { host, port }: Listening): Promise<string> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw cannotListen(cause, host, port);
  }
  const { port: taken } = server.address() as AddressInfo; // a TCP server's address is never a pipe's
  return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${taken}`;
}

function cannotListen(cause: unknown, host: string, port: number): unknown {
  const reasons = new Map<unknown, string>([
    ['EADDRINUSE', 'another program listens there already'],
    ['EACCES', 'this user may not listen there'],
    ['EADDRNOTAVAIL', 'this machine does not have that address'],
    ['ENOTFOUND', 'there is no such host'],
  ]);
  const reason = reasons.get(errorCode(cause));
  if (reason === undefined) return cause;
  return new CodedError(
    'CONFIG_INVALID',
    `Cannot listen on ${host}, port ${port}: ${reason}. Set PORT or HOST.`,
  );
}
