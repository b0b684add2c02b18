/** A client that sends any bytes at all. */
import { connect, type Socket } from 'node:net';

export interface RawAnswers {
  readonly statuses: readonly number[];
  readonly text: string;
}

export const socketTo = (url: string): Socket => connect(Number(new URL(url).port), '127.0.0.1');

/** Sends the pieces one after the other, and gives what came back until the server closed the connection, or for that many milliseconds. */
export async function sendRaw(
  url: string,
  pieces: readonly (string | Buffer)[],
  most = 10_000,
): Promise<RawAnswers> {
  const socket = socketTo(url);
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk)).on('error', () => undefined);
  for (const piece of pieces) socket.write(piece);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, most);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  socket.destroy();
  const text = Buffer.concat(received).toString();
  return { statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)), text };
}

/** The first error of the answer that came last. */
export function lastError({ text }: RawAnswers): { message: string; extensions: Record<string, unknown> } {
  const { errors } = JSON.parse(text.slice(text.lastIndexOf('\r\n\r\n') + 4)) as {
    errors: [{ message: string; extensions: Record<string, unknown> }];
  };
  return errors[0];
}
