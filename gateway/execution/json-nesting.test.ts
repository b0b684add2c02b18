import { isNestedDeeper } from './json-nesting';

const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

it.each([
  ['lists', lists(6), true],
  ['as many lists as may be', lists(5), false],
  ['objects', `${'{"a":'.repeat(6)}1${'}'.repeat(6)}`, true],
  ['objects and lists in turn', `${'[{"a":'.repeat(3)}1${'}]'.repeat(3)}`, true],
  ['many beside each other', `[${Array(20).fill('[[1]]').join()}]`, false],
  ['brackets in a text', JSON.stringify(['[[[[[[[[[[[[', '\\', '"[[[[[[[[[[', '\\"{{{{{{{{{']), false],
  ['what follows a text with escapes', `["\\\\",${lists(5)}]`, true],
  ['openings that are never closed', '['.repeat(20), true],
])('tells of %s whether they are too deep', (_, json, expected) => {
  expect(isNestedDeeper(Buffer.from(json), 5)).toBe(expected);
});
