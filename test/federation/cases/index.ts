/** The operations written by hand, by what they are about. */
import { abstractTypes } from './abstract-types';
import type { Case } from './case';
import { entities } from './entities';
import { failures } from './failures';
import { mutations } from './mutations';
import { names } from './names';

export const cases: Readonly<Record<string, readonly Case[]>> = {
  ...{ entities, 'abstract types': abstractTypes, 'names, arguments and conditions': names },
  ...{ failures, mutations },
};
