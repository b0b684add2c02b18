/** A subgraph that answers forty rows to everything, DELAY milliseconds after it was asked; tells its parent its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const rows = Array.from({ length: 40 }, (_, i) => ({ code: `KPI-${i}`, value: i / 7, unit: 'Gia Bình' }));
const answer = JSON.stringify({ data: { rows } });
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    setTimeout(() => response.end(answer), Number(process.env.DELAY));
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a pipe's
  process.send?.({ port });
});
