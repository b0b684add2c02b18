/** The scalar `Day`: a number of days within, `YYYY-MM-DD` on the wire, so that coercion shows. */
import { GraphQLScalarType } from 'graphql';
import { dayNumber } from './computed';

export const day = new GraphQLScalarType<number, string>({
  name: 'Day',
  serialize(value) {
    if (typeof value !== 'number') throw new TypeError(`no number of days: ${JSON.stringify(value)}`);
    return new Date(value * 86_400_000).toISOString().slice(0, 10);
  },
  parseValue(value) {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) {
      throw new TypeError(`no day: ${JSON.stringify(value)}`);
    }
    return dayNumber(value);
  },
});
