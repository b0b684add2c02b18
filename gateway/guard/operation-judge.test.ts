import * as graphql from 'graphql';
import { limitSettings } from './limit-settings';
import { operationJudge } from './operation-judge';

jest.mock('graphql', () => {
  const actual: typeof graphql = jest.requireActual('graphql');
  return { ...actual, parse: jest.fn(actual.parse) };
});

const judge = operationJudge({ ...limitSettings({}, []), documentBytes: 100, depth: 2, variableValues: 3 });
const parse = jest.mocked(graphql.parse);
beforeEach(() => parse.mockClear());

it('judges a document once, whatever it finds', () => {
  for (const time of [1, 2]) {
    expect([time, judge('{ a { a { b } } }', undefined)?.code]).toEqual([time, 'LIMIT_DEPTH']);
    expect([time, judge('{ a { b } }', undefined)]).toEqual([time, undefined]);
  }
  expect(parse).toHaveBeenCalledTimes(2);
});

it('judges the variables each time', () => {
  expect(judge('{ b }', { c: [1, 2] })).toBeUndefined();
  expect(judge('{ b }', { c: [1, 2, 3] })).toMatchObject({ code: 'LIMIT_VARIABLES', limit: 3, got: 4 });
});

it('judges the variables of an operation that is named by its hash alone', () => {
  expect(judge(undefined, { c: [1, 2, 3] })).toMatchObject({ code: 'LIMIT_VARIABLES' });
  expect(judge(undefined, {})).toBeUndefined();
});

it('parses nothing that is too long', () => {
  expect(judge(`{ ${'a '.repeat(100)} }`, undefined)).toMatchObject({ code: 'LIMIT_DOCUMENT', limit: 100 });
  expect(parse).not.toHaveBeenCalled();
});
