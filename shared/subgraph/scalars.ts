/** The scalars of the graph: text with a meaning, checked where it enters. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { formatInstant, parseDay } from '../period/day';
import { InvalidInput } from '../period/invalid-input';
import { parsePeriod } from '../period/period';

export const PeriodScalar = textScalar(
  'Period',
  'A calendar year, quarter or month in Asia/Ho_Chi_Minh (kỳ): `2023`, `2023-Q3` or `2023-09`.',
  parsePeriod,
);

export const DateScalar = textScalar(
  'Date',
  'A calendar day in Vietnam, ISO 8601 (ngày): `2023-12-31`.',
  parseDay,
);

/** Only ever an answer: no argument takes an instant. */
export const DateTimeScalar = new GraphQLScalarType({
  name: 'DateTime',
  description: 'An instant in local time with its offset, ISO 8601 (thời điểm): `2023-12-31T23:59:59+07:00`.',
  serialize: (value) => (value instanceof Date ? formatInstant(value) : String(value)),
});

function textScalar(name: string, description: string, parse: (text: string) => string): GraphQLScalarType {
  const parseInput = (value: unknown): string => {
    try {
      return parse(typeof value === 'string' ? value : JSON.stringify(value));
    } catch (cause) {
      if (!(cause instanceof InvalidInput)) throw cause;
      throw new GraphQLError(cause.message, { extensions: { code: 'BAD_USER_INPUT' } });
    }
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: String,
    parseValue: parseInput,
    parseLiteral: (node) =>
      parseInput(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : node.kind),
  });
}
