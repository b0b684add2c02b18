import type { IncomingMessage } from 'node:http';
import { clientAddress } from './client-address';

const from = (remoteAddress: string, forwarded?: string, proxies = 0) =>
  clientAddress(
    { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } } as unknown as IncomingMessage,
    proxies,
  );

it.each<[string, string, string | undefined, number, string]>([
  ['no proxy', '203.0.113.7', undefined, 0, '203.0.113.7'],
  ['a header that nobody of ours wrote', '203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
  ['one proxy', '10.0.0.1', '198.51.100.1', 1, '198.51.100.1'],
  ['one proxy, and a forged address before', '10.0.0.1', '1.2.3.4, 198.51.100.1', 1, '198.51.100.1'],
  ['two proxies', '10.0.0.1', '198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
  ['fewer addresses than proxies', '10.0.0.1', undefined, 2, '10.0.0.1'],
  ['IPv4 in IPv6', '::ffff:203.0.113.7', undefined, 0, '203.0.113.7'],
  ['the network of an IPv6 address', '2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
  ['the network of a short one', '2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
  ['loopback of IPv6', '::1', undefined, 0, '0:0:0:0::/64'],
])('with %s', (_, address, forwarded, proxies, expected) => {
  expect(from(address, forwarded, proxies)).toBe(expected);
});
