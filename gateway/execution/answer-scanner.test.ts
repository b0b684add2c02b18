import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import {
  buildSchema,
  type GraphQLOutputType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { Choices } from '../../test/federation/choices';
import { answerScanner, objectScanner, type ScannedField, valueScanner } from './answer-scanner';
import { JsonBytes } from './json-bytes';
import { Spliced } from './spliced';

const unit = buildSchema(`type Query { unit: Unit! }
  type Unit { id: ID! name: String count: Int ratio: Float! open: Boolean level: Level tags: [String!] grid: [[Int]!] place: Place }
  type Place { city: String! points: [Point]! }
  type Point { x: Float! y: Int }
  enum Level { HIGH LOW }`).getType('Unit') as GraphQLOutputType;

function nullable(type: GraphQLOutputType): Exclude<GraphQLOutputType, { toJSON: never }> {
  return isNonNullType(type) ? type.ofType : type;
}

/** The object type that a value of the type is made of; undefined for a leaf. */
function fieldsOf(type: GraphQLOutputType) {
  const inner = nullable(type);
  if (isListType(inner)) return fieldsOf(inner.ofType as GraphQLOutputType);
  return isObjectType(inner) ? Object.values(inner.getFields()) : undefined;
}

function scannedFields(type: GraphQLOutputType): ScannedField[] {
  return (fieldsOf(type) ?? []).map((field) => {
    const isLeaf = fieldsOf(field.type) === undefined;
    const scan = valueScanner(field.type, isLeaf ? undefined : objectScanner(scannedFields(field.type)));
    if (scan === undefined) throw new TypeError(`There is no scanner for ${field.name}.`);
    return { name: field.name, scan };
  });
}

const scan = answerScanner(scannedFields(unit));

/** What was scanned, as a client reads it; undefined where it was left to the parser. */
function scanned(answer: string | Buffer): unknown[] | undefined {
  const entities = scan(Buffer.from(answer as string))?.data?._entities;
  return (entities as (Record<string, unknown> | null)[] | undefined)?.map(
    (entity) =>
      entity && Object.fromEntries(Object.entries(entity).map(([name, value]) => [name, spliced(value)])),
  );
}

function spliced(value: unknown): unknown {
  if (!(value instanceof Spliced)) throw new TypeError('A scanned value is a part of the answer.');
  const out = new JsonBytes();
  out.part(value);
  return JSON.parse(out.copy().toString('utf8')) as unknown;
}

const entitiesIn = (text: string) => (JSON.parse(text) as { data: { _entities: unknown[] } }).data._entities;

const LEAVES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ID: fc.string(),
  String: fc.string({ unit: 'binary' }),
  Int: fc.integer(),
  Float: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
  Boolean: fc.boolean(),
  Level: fc.constantFrom('HIGH', 'LOW'),
};

function values(type: GraphQLOutputType): fc.Arbitrary<unknown> {
  if (!isNonNullType(type)) return fc.option(present(type), { freq: 4 });
  return present(type.ofType);
}

function present(type: ReturnType<typeof nullable>): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(values(type.ofType as GraphQLOutputType), { maxLength: 3 });
  if (!isObjectType(type)) return LEAVES[(type as { name: string }).name] ?? fc.constant(null);
  const fields = Object.values(type.getFields()).map((field) => [field.name, values(field.type)] as const);
  return fc.record(Object.fromEntries(fields));
}

const entities = fc.array(values(unit), { maxLength: 4 });

/** JSON of the value in one of the ways in which it can be written: blanks, escapes, forms of numbers, the order of keys. */
function written(value: unknown, choices: Choices): string {
  const blank = () => choices.pick(['', '', '', '', '', '', ' ', '\n', '\t', '\r ']);
  if (Array.isArray(value)) {
    return `[${blank()}${value.map((item) => written(item, choices) + blank()).join(`,${blank()}`)}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value);
    if (choices.oneIn(20)) fields.reverse();
    const texts = fields.map(
      ([key, of]) => `${JSON.stringify(key)}${blank()}:${blank()}${written(of, choices)}`,
    );
    return `{${texts.join(`${blank()},`)}}`;
  }
  const text = JSON.stringify(value);
  if (typeof value === 'string' && choices.oneIn(10)) {
    const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    return `"${value.replace(/[^]/g, escaped)}"`;
  }
  if (!Number.isInteger(value) || text.includes('e')) return text;
  return text + choices.pick(['', '', '', '', '.0', 'e0', 'E+00', '.000e-0']);
}

const bytesOf = (list: unknown) => JSON.stringify({ data: { _entities: list } });

it('reads what it takes as the parser does, however it is written', () => {
  let taken = 0;
  fc.assert(
    fc.property(entities, fc.array(fc.nat({ max: 999 }), { maxLength: 200 }), (list, numbers) => {
      const text = written({ data: { _entities: list } }, new Choices(numbers));
      const read = scanned(text);
      if (read === undefined) return;
      taken++;
      expect(read).toEqual(entitiesIn(text));
    }),
    { numRuns: 1000 },
  );
  expect(taken).toBeGreaterThan(20);
});

it('takes every answer that is written plainly, without escapes, exponents or large whole numbers', () => {
  const isPlain = (text: string) =>
    !text.includes('\\') && !/[:[,]-?\d{9,}[,\]}]/.test(text) && !/\de[+-]?\d/.test(text);
  fc.assert(
    fc.property(
      entities.filter((list) => isPlain(bytesOf(list))),
      (list) => {
        const text = `${bytesOf(list)}\n`;
        expect(scanned(text)).toEqual(entitiesIn(text));
      },
    ),
    { numRuns: 300 },
  );
});

const UNIT = {
  ...{ id: 'u1', name: 'Bắc Ninh', count: 12, ratio: 0.5, open: true, level: 'HIGH', tags: ['a', 'b'] },
  ...{ grid: [[1, null], []], place: { city: 'Huế', points: [{ x: 1.5, y: -2 }, null] } },
};
const WHOLE = bytesOf([UNIT, null, UNIT]);

it('takes no answer that ends too early, at any byte', () => {
  expect(scanned(WHOLE)).toEqual([UNIT, null, UNIT]);
  const bytes = Buffer.from(WHOLE);
  for (let end = 0; end < bytes.length; end++) expect(scanned(bytes.subarray(0, end))).toBeUndefined();
});

it.each<[string, object]>([
  ['a number for a string', { name: 5 }],
  ['a boolean for a string', { name: true }],
  ['a number for an ID', { id: 5 }],
  ['text for a whole number', { count: '12' }],
  ['a fraction for a whole number', { count: 1.5 }],
  ['a whole number beyond 32 bits', { count: 3_000_000_000 }],
  ['text for a number', { ratio: '0.5' }],
  ['a number for a boolean', { open: 1 }],
  ['what is none of the enum', { level: 'MIDDLE' }],
  ['what only begins as one of the enum', { level: 'HIGHER' }],
  ['an object for text', { name: {} }],
  ['a list for text', { name: ['a'] }],
  ['an object for a list', { tags: { 0: 'a' } }],
  ['text for a list', { tags: 'a' }],
  ['a list for a list of lists', { grid: [1] }],
  ['a list for an object', { place: [UNIT.place] }],
  ['text for an object', { place: 'Huế' }],
  ['null for what is not null', { id: null }],
  ['null in a list without nulls', { tags: [null] }],
  ['null for a list that is not null', { place: { city: 'Huế', points: null } }],
  ['null deep within', { place: { city: 'Huế', points: [{ x: null, y: 1 }] } }],
  ['a field too many', { more: 1 }],
  ['a field too many, deep within', { place: { ...UNIT.place, more: 1 } }],
  ['a field too few', { name: undefined }],
  ['a field too few, deep within', { place: { city: 'Huế' } }],
])('leaves %s to the parser', (_, fields) => {
  expect(scanned(bytesOf([{ ...UNIT, ...fields }]))).toBeUndefined();
});

it.each<[string, (text: string) => string]>([
  ['a key twice', (text) => text.replace('"count":12', '"count":12,"count":13')],
  ['a key twice, deep within', (text) => text.replace('"city":', '"city":"Vinh","city":')],
  [
    'keys in another order',
    (text) => text.replace('"id":"u1","name":"Bắc Ninh"', '"name":"Bắc Ninh","id":"u1"'),
  ],
  ['a number with a leading zero', (text) => text.replace('12', '012')],
  ['a number without digits', (text) => text.replace('12', '-')],
  ['a fraction without digits', (text) => text.replace('0.5', '0.')],
  ['an exponent without digits', (text) => text.replace('0.5', '5e+')],
  ['NaN', (text) => text.replace('0.5', 'NaN')],
  ['a line break in a string', (text) => text.replace('u1', 'u\n1')],
  ['an escape that is none', (text) => text.replace('u1', '\\x41')],
  ['an entity that ends as a list', (text) => text.replace(/\}\]\}\}$/, ']]}}')],
  ['an object within that ends as a list', (text) => text.replace('"y":-2}', '"y":-2]')],
  ['a comma too many', (text) => text.replace('"b"]', '"b",]')],
  ['a comma too few', (text) => text.replace('"a","b"', '"a""b"')],
  ['errors beside the data', (text) => `{"errors":[{"message":"no"}],${text.slice(1)}`],
  ['errors after the data', (text) => `${text.slice(0, -1)},"errors":[{"message":"no"}]}`],
  ['more than the answer', (text) => `${text}x`],
  ['two answers', (text) => text + text],
  ['a NUL behind the answer', (text) => `${text}\0`],
  ['the entities twice', (text) => text.replace(/\]\}\}$/, '],"_entities":[]}}')],
  ['entities that are no list', () => '{"data":{"_entities":{}}}'],
  ['entities that are null', () => '{"data":{"_entities":null}}'],
  ['no data', () => '{"data":null}'],
  ['HTML', () => '<html>502</html>'],
  ['nothing', () => ''],
])('leaves %s to the parser', (_, change) => {
  const text = bytesOf([UNIT]);
  expect(change(text)).not.toBe(text);
  expect(scanned(change(text))).toBeUndefined();
});

it('leaves deep nesting to the parser, without going down', () => {
  const deep = '['.repeat(1_000_000);
  expect(scanned(`{"data":{"_entities":${deep}`)).toBeUndefined();
  expect(scanned(bytesOf([UNIT]).replace('[[1', `${deep}[[1`))).toBeUndefined();
  expect(scanned(bytesOf([UNIT]).replace('{"x"', `${'{"x":'.repeat(1_000_000)}{"x"`))).toBeUndefined();
});

it.each([
  ['an overlong form', [0xc0, 0xaf]],
  ['a half of a pair', [0xed, 0xa0, 0x80]],
  ['a character that is cut off', [0xe1, 0xba]],
  ['a byte of nothing', [0xff]],
])('leaves %s, which is not UTF-8, to the parser', (_, bytes) => {
  const [before = '', after = ''] = bytesOf([UNIT]).split('u1');
  expect(
    scanned(Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)])),
  ).toBeUndefined();
});

// Until it does, such a number reaches clients as it came, where an error belongs: JSON has it, a double does not.
it('leaves a number that is larger than a double to the parser', () => {
  expect(scanned(bytesOf([UNIT]).replace('0.5', '1e400'))).toBeUndefined();
});

/** Whether the value is one of the type, with exactly its fields. */
function fits(value: unknown, type: GraphQLOutputType): boolean {
  if (isNonNullType(type)) return value !== null && fits(value, type.ofType);
  if (value === null) return true;
  if (isListType(type)) {
    return Array.isArray(value) && value.every((item) => fits(item, type.ofType));
  }
  if (isEnumType(type)) return type.getValues().some(({ name }) => name === value);
  if (isObjectType(type)) {
    const fields = Object.values(type.getFields());
    const names = JSON.stringify(fields.map(({ name }) => name));
    const object = value as Readonly<Record<string, unknown>>;
    return (
      JSON.stringify(Object.keys(object)) === names &&
      fields.every((field) => fits(object[field.name], field.type))
    );
  }
  const { name } = type as { name: string };
  if (name === 'Int') return typeof value === 'number' && (value | 0) === value;
  if (name === 'Float') return typeof value === 'number';
  return typeof value === (name === 'Boolean' ? 'boolean' : 'string');
}

/** What JSON is made of, and what it is not. */
const CHARACTERS = Array.from('{}[],:"\\0129-+.eEutfnl \n\0');

it('takes nothing but valid answers, whatever bytes are changed', () => {
  const edits = fc.array(
    fc.record({
      at: fc.nat({ max: 2000 }),
      removed: fc.nat({ max: 2 }),
      added: fc.oneof(fc.constant(''), fc.constantFrom(...CHARACTERS), fc.constant('null')),
    }),
    { minLength: 1, maxLength: 3 },
  );
  let taken = 0;
  fc.assert(
    fc.property(edits, (changes) => {
      let bytes = Buffer.from(WHOLE);
      for (const { at, removed, added } of changes) {
        const place = at % bytes.length;
        bytes = Buffer.concat([
          bytes.subarray(0, place),
          Buffer.from(added),
          bytes.subarray(place + removed),
        ]);
      }
      const read = scanned(bytes);
      if (read === undefined) return;
      taken++;
      expect(isUtf8(bytes)).toBe(true);
      expect(read).toEqual(entitiesIn(bytes.toString('utf8')));
      expect(read.filter((entity) => !fits(entity, unit))).toEqual([]);
    }),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(50);
});
