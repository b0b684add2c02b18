import fc from 'fast-check';
import { JsonBytes } from './json-bytes';

const written = (write: (out: JsonBytes) => void) => {
  const out = new JsonBytes();
  write(out);
  return out.copy().toString('utf8');
};

it('writes any string as JSON does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
      expect(
        written((out) => {
          out.string(text);
        }),
      ).toBe(JSON.stringify(text));
    }),
  );
});

it.each([
  '',
  'Bắc Ninh',
  'a"b',
  'back\\slash',
  'line\nbreak',
  '😀',
  '\ud800',
  'x'.repeat(1000),
  'ế'.repeat(50),
])('writes %j', (text) => {
  expect(
    written((out) => {
      out.string(text);
    }),
  ).toBe(JSON.stringify(text));
});

it('writes any number as JSON does', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), (value) => {
      expect(
        written((out) => {
          out.number(value);
        }),
      ).toBe(JSON.stringify(value));
    }),
  );
  for (const value of [0, -0, 9, 10, 999_999_999, -999_999_999, 1_000_000_000, 1e21, 0.1]) {
    expect(
      written((out) => {
        out.number(value);
      }),
    ).toBe(JSON.stringify(value));
  }
});

it('grows, and takes back what is not to be', () => {
  const out = new JsonBytes();
  const text = Buffer.from('x'.repeat(1000));
  for (let i = 0; i < 100; i++) out.raw(text);
  const kept = out.at;
  out.string('taken back');
  out.at = kept;
  out.byte(0x79);
  expect(out.copy().toString()).toBe(`${'x'.repeat(100_000)}y`);
});
