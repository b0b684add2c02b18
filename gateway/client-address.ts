/** Where a request comes from, as far as the operator's own proxies can be believed. */
import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/**
 * The address, or of one of IPv6 its network of 64 bits, which one subscriber has.
 * @param proxies how many proxies of the operator's a request comes through: each adds to X-Forwarded-For whom it had it from
 */
export function clientAddress({ headers, socket }: IncomingMessage, proxies: number): string {
  const passed = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const chain = [...passed, socket.remoteAddress ?? ''];
  // What stands before that was written by whoever asks.
  return network(chain[Math.max(0, chain.length - 1 - proxies)] ?? '');
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  // A proxy that does not exist was counted: whoever asks may have written it, and takes no other caller's name by it.
  if (isIP(address) === 0) return `unknown ${address.slice(0, 56)}`;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
