/**
 * Looks through the bytes of a subgraph's answer instead of parsing them, where the client gets them as they are: every name,
 * every type and every null is checked on the way, and what is not exactly as expected is left to the parser.
 */
import { isUtf8 } from 'node:buffer';
import { type GraphQLOutputType, isEnumType, isLeafType, isListType, isNonNullType } from 'graphql';
import type { Answer } from '../../shared/subgraph/answer';
import { type Data, setOwn } from './data';
import { Spliced } from './spliced';

/** The end of the value that begins at `at`; -1 where it is not as expected. */
export type Scanner = (bytes: Buffer, at: number) => number;

/** A field of each entity, and how its value is to look. */
export interface ScannedField {
  readonly name: string;
  readonly scan: Scanner;
}

const HEAD = Buffer.from('{"data":{"_entities":[');
const TAIL = Buffer.from(']}}');
const NULL = Buffer.from('null');
const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

const COMMA = 0x2c;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** @returns undefined where the answer is to be parsed */
export type AnswerScanner = (body: Buffer) => Answer | undefined;

export function answerScanner(fields: readonly ScannedField[]): AnswerScanner {
  const labels = fields.map(({ name }, index) => labelOf(name, index));

  return (body) => {
    if (!isUtf8(body)) return undefined;
    const entities: (Data | null)[] = [];
    let at = literal(body, 0, HEAD);
    if (at < 0) return undefined;
    if (body[at] !== CLOSING_BRACKET) {
      for (;;) {
        const afterNull = literal(body, at, NULL);
        if (afterNull >= 0) {
          entities.push(null);
          at = afterNull;
        } else {
          const entity: Data = {};
          at = scanEntity(body, at, entity);
          if (at < 0) return undefined;
          entities.push(entity);
        }
        if (body[at] !== COMMA) break;
        at++;
      }
    }
    at = literal(body, at, TAIL);
    return at >= 0 && isBlank(body, at) ? { data: { _entities: entities } } : undefined;
  };

  function scanEntity(body: Buffer, start: number, entity: Data): number {
    if (body[start] !== OPENING_BRACE) return -1;
    let at = start + 1;
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index];
      const label = labels[index];
      if (field === undefined || label === undefined) return -1;
      const valueAt = literal(body, at, label);
      if (valueAt < 0) return -1;
      at = field.scan(body, valueAt);
      if (at < 0) return -1;
      setOwn(entity, field.name, new Spliced(body, valueAt, at));
    }
    return body[at] === CLOSING_BRACE ? at + 1 : -1;
  }
}

/** An object with exactly these fields, in this order. */
export function objectScanner(fields: readonly ScannedField[]): Scanner {
  const labels = fields.map(({ name }, index) => labelOf(name, index));
  const scanners = fields.map(({ scan }) => scan);
  return (bytes, start) => {
    if (bytes[start] !== OPENING_BRACE) return -1;
    let at = start + 1;
    for (let index = 0; index < scanners.length; index++) {
      const label = labels[index];
      const scan = scanners[index];
      if (label === undefined || scan === undefined) return -1;
      at = literal(bytes, at, label);
      if (at < 0) return -1;
      at = scan(bytes, at);
      if (at < 0) return -1;
    }
    return bytes[at] === CLOSING_BRACE ? at + 1 : -1;
  };
}

export function literalScanner(text: string): Scanner {
  const bytes = Buffer.from(text);
  return (body, at) => literal(body, at, bytes);
}

/** A value of the type; undefined for a type that only the parser knows. @param object how an object in it looks */
export function valueScanner(type: GraphQLOutputType, object: Scanner | undefined): Scanner | undefined {
  if (isNonNullType(type)) return presentScanner(type.ofType, object);
  const scan = presentScanner(type, object);
  return (
    scan &&
    ((bytes, at) => {
      const afterNull = literal(bytes, at, NULL);
      return afterNull >= 0 ? afterNull : scan(bytes, at);
    })
  );
}

function presentScanner(type: GraphQLOutputType, object: Scanner | undefined): Scanner | undefined {
  if (isListType(type)) {
    const item = valueScanner(type.ofType as GraphQLOutputType, object);
    return item && listScanner(item);
  }
  if (!isLeafType(type)) return object;
  if (isEnumType(type)) {
    const values = type.getValues().map(({ name }) => Buffer.from(`"${name}"`));
    return (bytes, at) => oneOf(bytes, at, values);
  }
  return LEAVES[type.name];
}

function listScanner(item: Scanner): Scanner {
  return (bytes, start) => {
    if (bytes[start] !== OPENING_BRACKET) return -1;
    let at = start + 1;
    if (bytes[at] === CLOSING_BRACKET) return at + 1;
    for (;;) {
      at = item(bytes, at);
      if (at < 0) return -1;
      if (bytes[at] !== COMMA) return bytes[at] === CLOSING_BRACKET ? at + 1 : -1;
      at++;
    }
  };
}

const LEAVES: Readonly<Record<string, Scanner>> = {
  String: scanString,
  ID: scanString,
  Float: scanNumber,
  Int(bytes, start) {
    const at = scanDigits(bytes, bytes[start] === MINUS ? start + 1 : start);
    // Up to nine digits are in range whatever they are.
    return at - start > 9 || isNumberPart(bytes[at]) ? -1 : at;
  },
  Boolean: (bytes, at) => oneOf(bytes, at, [TRUE, FALSE]),
};

/** Without escapes, which only the parser knows. */
function scanString(bytes: Buffer, start: number): number {
  if (bytes[start] !== QUOTE) return -1;
  for (let at = start + 1; at < bytes.length; at++) {
    const code = bytes[at];
    if (code === QUOTE) return at + 1;
    if (code === undefined || code === BACKSLASH || code < 0x20) return -1;
  }
  return -1;
}

/** Without an exponent: whether a number with one fits a double is the parser's to judge. */
function scanNumber(bytes: Buffer, start: number): number {
  let at = scanDigits(bytes, bytes[start] === MINUS ? start + 1 : start);
  if (at >= 0 && bytes[at] === POINT) at = scanFraction(bytes, at + 1);
  return at - start > 100 || isNumberPart(bytes[at]) ? -1 : at;
}

/** The digits of a whole number; none but zero begins with zero. */
function scanDigits(bytes: Buffer, start: number): number {
  const end = scanFraction(bytes, start);
  return end > start + 1 && bytes[start] === ZERO ? -1 : end;
}

function scanFraction(bytes: Buffer, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at++;
  return at > start ? at : -1;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= ZERO && code <= NINE;
}

function isNumberPart(code: number | undefined): boolean {
  return code === POINT || code === 0x65 || code === 0x45;
}

function oneOf(bytes: Buffer, at: number, texts: readonly Buffer[]): number {
  for (const text of texts) {
    const end = literal(bytes, at, text);
    if (end >= 0) return end;
  }
  return -1;
}

function literal(bytes: Buffer, at: number, text: Buffer): number {
  const { length } = text;
  for (let i = 0; i < length; i++) if (bytes[at + i] !== text[i]) return -1;
  return at + length;
}

function labelOf(name: string, index: number): Buffer {
  return Buffer.from(`${index === 0 ? '' : ','}${JSON.stringify(name)}:`);
}

function isBlank(bytes: Buffer, start: number): boolean {
  for (let at = start; at < bytes.length; at++) if (bytes[at] !== 0x0a && bytes[at] !== 0x20) return false;
  return true;
}
