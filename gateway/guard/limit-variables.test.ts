import { variablesBreach } from './limit-variables';

const limits = { variableValues: 5 };
const breachOf = (json: string) => variablesBreach(JSON.parse(json) as Record<string, unknown>, limits);
const nested = (depth: number) => `{"a": ${'['.repeat(depth)}${']'.repeat(depth)}}`;

it('lets variables through up to the limit, lists and objects counted as values themselves', () => {
  expect(variablesBreach(undefined, limits)).toBeUndefined();
  expect(variablesBreach(null, limits)).toBeUndefined();
  expect(breachOf('{"a": [1, {"b": null}], "c": ""}')).toBeUndefined();
  expect(breachOf('{"a": [1, {"b": null}], "c": "", "d": 0}')).toMatchObject({ limit: 5, got: 6 });
});

it('says how many values may be, and ends counting there', () => {
  expect(breachOf(`{"a": [${Array(1000).fill('[1, 2]').join()}]}`)).toMatchObject({
    got: 6,
    message: expect.stringContaining('more than 5 values') as unknown,
  });
});

it('refuses what nests too deep, however deep it is', () => {
  const deep = (depth: number) =>
    variablesBreach(JSON.parse(nested(depth)) as Record<string, unknown>, { variableValues: 1_000_000 });
  expect(deep(32)).toBeUndefined();
  expect(deep(33)).toMatchObject({ code: 'LIMIT_VARIABLES', limit: 32, got: 33 });
  expect(deep(100_000)).toMatchObject({ code: 'LIMIT_VARIABLES', limit: 32, got: 33 });
});

it('counts what is under the names of built-in properties as anything else, and changes nothing by it', () => {
  const hostile = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}';
  expect(breachOf(hostile)).toBeUndefined();
  expect(breachOf(`{"a": ${hostile}}`)).toMatchObject({ code: 'LIMIT_VARIABLES' });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
