/** The floor: node:http that sends the bytes it was given: `node bare-http.js ANSWERS`, with PORT set. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [, , file = ''] = process.argv;
// Written by the bench: the answer to each body.
const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const answers = new Map(Object.entries(texts).map(([body, text]) => [body, Buffer.from(text)]));
const nothing = Buffer.from('{"data":{}}');

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const bytes = answers.get(Buffer.concat(chunks).toString()) ?? nothing;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
    response.end(bytes);
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
