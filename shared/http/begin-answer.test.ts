import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { beginAnswer } from './begin-answer';

/** The number that the request has afterwards, which the answer has as well. */
function numberOf(own: string | undefined): string {
  const request = new IncomingMessage(new Socket());
  if (own !== undefined) request.headers['x-request-id'] = own;
  const response = new ServerResponse(request);
  beginAnswer(request, response);
  expect(response.getHeader('x-request-id')).toBe(request.headers['x-request-id']);
  return String(request.headers['x-request-id']);
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

it.each(['r1', 'x'.repeat(128), 'r1,r2', Array<string>(7).fill('x'.repeat(128)).join()])(
  'keeps the number %s',
  (own) => {
    expect(numberOf(own)).toBe(own);
  },
);

it.each([
  ['none', undefined],
  ['one that is too long', 'x'.repeat(129)],
  ['too many of them', Array<string>(600).fill('r').join()],
  ['one that a log cannot hold', 'a b'],
])('gives a number in place of %s', (_, own) => {
  expect(numberOf(own)).toMatch(UUID);
});
