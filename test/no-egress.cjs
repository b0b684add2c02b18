/**
 * Loaded into a process before all else (`NODE_OPTIONS=--require`): whatever would leave this machine fails, and is written to
 * EGRESS_FILE, one line each. The file is there, and empty, where nothing was tried.
 */
const { appendFileSync } = require('node:fs');
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');
const { URL } = require('node:url');

const file = process.env.EGRESS_FILE;
appendFileSync(file, '');

function refuse(what) {
  appendFileSync(file, `${what}\n`);
  throw new Error(`This would leave the machine: ${what}`);
}

const isHere = (host) => /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/i.test(host);

/** Under TCP, TLS, HTTP and fetch alike. Node.js passes the arguments on as one list. */
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...given) {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  const isObject = typeof first === 'object' && first !== null;
  const isPath = isObject ? first.path != null : Number.isNaN(Number(first));
  const host = (isObject ? first.host : typeof second === 'string' && second) || 'localhost';
  if (!isPath && !isHere(host)) refuse(`connect ${host}`);
  return connect.apply(this, given);
};

/** Names of this machine and addresses need no server. */
const refuseNames = (owner) => {
  for (const method of Object.getOwnPropertyNames(owner)) {
    if (!/^(lookup|resolve|reverse)/.test(method)) continue;
    const original = owner[method];
    owner[method] = function (name, ...rest) {
      const isFree = method === 'lookup' && (isHere(name) || net.isIP(name) > 0);
      if (!isFree && method !== 'lookupService') refuse(`dns.${method} ${name}`);
      return original.call(this, name, ...rest);
    };
  }
};
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  refuseNames(owner);
// The resolver's methods are its parent's.
for (const { prototype } of [dns.Resolver, dns.promises.Resolver])
  refuseNames(Object.getPrototypeOf(prototype));

for (const method of ['send', 'connect']) dgram.Socket.prototype[method] = () => refuse(`udp ${method}`);

const { fetch } = globalThis;
globalThis.fetch = (input, ...rest) => {
  const { hostname } = new URL(input.url ?? input);
  return isHere(hostname.replace(/^\[|\]$/g, '')) ? fetch(input, ...rest) : refuse(`fetch ${hostname}`);
};
