import { type IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { clientRequest, forAll } from './client-request';

const PARENT = `00-${'a1'.repeat(16)}-${'b2'.repeat(8)}-01`;

/** The headers that go on to the subgraphs. */
function carried(headers: IncomingHttpHeaders) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request.headers, { 'x-request-id': 'r1', ...headers });
  return clientRequest(request, undefined).headers;
}

it('carries on the number and the trace', () => {
  const tracestate = 'a=1,b='.padEnd(512, 'x');
  expect(carried({ traceparent: PARENT, tracestate, cookie: 'c' })).toEqual({
    ...{ 'x-request-id': 'r1', traceparent: PARENT, tracestate },
  });
});

it.each([
  ['a state that is too long', 'x'.repeat(513)],
  ['a state of other letters', 'a=Bắc'],
  ['an empty state', ''],
])('drops %s', (_, tracestate) => {
  expect(carried({ traceparent: PARENT, tracestate })).toEqual({
    ...{ 'x-request-id': 'r1', traceparent: PARENT },
  });
});

it.each([
  ['longer', `${PARENT}-${'c'.repeat(9000)}`],
  ['of another form', '00-a-b-01'],
  ['one of no trace', `00-${'0'.repeat(32)}-${'b2'.repeat(8)}-01`],
  ['in capitals', PARENT.toUpperCase()],
])('drops a parent that is %s, and the state with it', (_, traceparent) => {
  expect(carried({ traceparent, tracestate: 'a=1' })).toEqual({ 'x-request-id': 'r1' });
});

it('asks for several with all their numbers, as far as a header may hold them', () => {
  const clients = (count: number, id: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => ({ headers: { 'x-request-id': id(i) } }));
  expect(forAll(clients(3, String)).headers['x-request-id']).toBe('0,1,2');
  const many = forAll(clients(500, (i) => String(i).padStart(128, '0'))).headers['x-request-id'] ?? '';
  expect(many.split(',').map(Number)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
