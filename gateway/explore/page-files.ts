/** The pages for developers, and what they are made of. */
import { readFileSync } from 'node:fs';
import { projectFile } from '../../shared/project-root';
import { BUNDLED } from './bundled-files';
import type { ExplorerSettings } from './explorer-settings';
import { fileOf, type SentFile } from './send-file';

/** Where Apollo Sandbox comes from, and where it runs. */
const SANDBOX_SCRIPT = 'https://embeddable-sandbox.cdn.apollographql.com';
const SANDBOX_FRAME = 'https://sandbox.embed.apollographql.com';

const TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

const PARTS = [
  'landing.css',
  'landing.js',
  'catalogue.js',
  'sandbox.js',
  'bundled.css',
  'bundled.js',
  'icon.svg',
];

/** By path. @param explorer without `online` the browser may load nothing from elsewhere */
export function pageFiles(explorer: ExplorerSettings['explorer']): ReadonlyMap<string, SentFile> {
  const online = explorer === 'online';
  const landing = policy({
    'script-src': online ? ["'self'", SANDBOX_SCRIPT] : ["'self'"],
    'style-src': ["'self'"],
    'frame-src': online ? ["'self'", SANDBOX_FRAME] : ["'self'"],
    'frame-ancestors': ["'none'"],
  });
  const bundled = policy({
    'script-src': ["'self'"],
    'worker-src': ["'self'"],
    // Its editor writes its styles while it runs.
    'style-src': ["'self'", "'unsafe-inline'"],
    'frame-ancestors': ["'self'"],
  });
  return new Map([
    ['/', page('landing.html', { 'content-security-policy': landing })],
    [
      '/explore',
      page('bundled.html', { 'content-security-policy': bundled, 'x-frame-options': 'SAMEORIGIN' }),
    ],
    ...PARTS.map((name) => [`/explore/${name}`, fileOf(read(name), typeOf(name))] as const),
  ]);
}

function page(name: string, headers: Readonly<Record<string, string>>): SentFile {
  const html = read(name).toString('utf8').replaceAll('{{bundled}}', BUNDLED);
  return fileOf(Buffer.from(html), 'text/html; charset=utf-8', headers);
}

function read(name: string): Buffer {
  return readFileSync(projectFile('gateway', 'explore', 'page', name));
}

function typeOf(name: string): string {
  return TYPES[name.slice(name.lastIndexOf('.') + 1) as keyof typeof TYPES];
}

function policy(own: Readonly<Record<string, readonly string[]>>): string {
  const all = {
    'default-src': ["'none'"],
    'connect-src': ["'self'"],
    'font-src': ["'self'", 'data:'],
    'img-src': ["'self'", 'data:'],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    ...own,
  };
  return Object.entries(all)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
