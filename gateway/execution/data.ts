/** The objects that subgraphs' answers are made of. */
import { Spliced } from './spliced';

export type Data = Record<string, unknown>;

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an object's own key: a name like `constructor`, which every object inherits, counts only if the subgraph gave it. */
export function reader(key: string): (data: Data) => unknown {
  return key in Object.prototype
    ? (data) => (Object.hasOwn(data, key) ? data[key] : undefined)
    : (data) => data[key];
}

/** Sets an object's own key, also one that means something else to JavaScript. */
export function setOwn(data: Data, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(data, key, { value, configurable: true, enumerable: true, writable: true });
  } else data[key] = value;
}

/** Lays what another subgraph says of an object beside what is known of it. A null never hides a value. */
export function merge(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    if (known === undefined || known === null) setOwn(target, key, value);
    else if (value !== null && value !== undefined) setOwn(target, key, merged(known, value));
  }
}

function merged(known: unknown, value: unknown): unknown {
  if (known instanceof Spliced) return merged(known.parsed(), value);
  if (value instanceof Spliced) return merged(known, value.parsed());
  if (isData(known) && isData(value)) merge(known, value);
  else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) {
    const list: unknown[] = known;
    value.forEach((item: unknown, index) => {
      const before = list[index];
      if (before === null || before === undefined) list[index] = item;
      else if (item !== null && item !== undefined) list[index] = merged(before, item);
    });
  } else return value;
  return known;
}

/** A copy that can be changed by itself. */
export function copyOf<T>(value: T): T;
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item));
  if (!isData(value) || value instanceof Spliced) return value;
  const copy: Data = {};
  for (const [key, field] of Object.entries(value)) setOwn(copy, key, copyOf(field));
  return copy;
}

/** The objects that a path leads to, in order; `@` stands for every item of a list. */
export function objectsAt(root: unknown, path: readonly string[]): Data[] {
  const found: Data[] = [];
  collect(root, path, 0, found);
  return found;
}

function collect(value: unknown, path: readonly string[], depth: number, found: Data[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    // A plan's path names no list without `@`; where a list holds lists, each has one.
    const next = path[depth] === '@' ? depth + 1 : depth;
    for (const item of value as unknown[]) collect(item, path, next, found);
    return;
  }
  if (!isData(value)) return;
  const name = path[depth];
  if (name === undefined) found.push(value);
  else if (Object.hasOwn(value, name)) collect(value[name], path, depth + 1, found);
}

export type Path = readonly (string | number)[];

/** Where each of `objectsAt` stands, in the same order; the first ones, where no more are needed. */
export function pathsAt(root: unknown, path: readonly string[], most = Infinity): Path[] {
  const found: Path[] = [];
  locate(root, path, 0, [], found, most);
  return found;
}

function locate(
  value: unknown,
  path: readonly string[],
  depth: number,
  at: Path,
  found: Path[],
  most: number,
): void {
  if (value === null || value === undefined || found.length >= most) return;
  if (Array.isArray(value)) {
    const next = path[depth] === '@' ? depth + 1 : depth;
    (value as unknown[]).forEach((item, index) => {
      locate(item, path, next, [...at, index], found, most);
    });
    return;
  }
  if (!isData(value)) return;
  const name = path[depth];
  if (name === undefined) found.push(at);
  else if (Object.hasOwn(value, name)) locate(value[name], path, depth + 1, [...at, name], found, most);
}
