/** A filter over a system's KPIs as the parameters of a URL: `?codes=FBK-01,FBK-02&parent=vn2004.27&periods=2022`. */
import { InvalidInput } from '../period/invalid-input';
import { grains } from '../period/period';
import type { KpiFilter } from '../subgraph/kpi-selection';
import { levels } from '../units/unit';

const PARAMETERS = ['codes', 'units', 'parent', 'level', 'periods', 'from', 'to', 'grain'];

/** @throws InvalidInput for a parameter that is not known or there twice, and for a level or grain that there is not */
export function exportFilter(parameters: URLSearchParams): KpiFilter {
  const names = [...parameters.keys()];
  const unknown = names.find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) {
    throw new InvalidInput(`There is no parameter "${unknown}". Expected ${PARAMETERS.join(', ')}.`);
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new InvalidInput(
      `The parameter ${twice} is there more than once. Expected one ${twice}; codes, units and periods take several values with commas between.`,
    );
  }
  return {
    ...{ codes: list(parameters, 'codes'), units: list(parameters, 'units') },
    ...{ parent: parameters.get('parent'), level: oneOf(parameters, 'level', levels) },
    ...{ periods: list(parameters, 'periods'), from: parameters.get('from'), to: parameters.get('to') },
    grain: oneOf(parameters, 'grain', grains),
  };
}

function list(parameters: URLSearchParams, name: string): string[] | undefined {
  const text = parameters.get(name);
  if (text === null) return undefined;
  return text.split(',').map((item) => item.trim());
}

function oneOf<T extends string>(
  parameters: URLSearchParams,
  name: string,
  values: readonly T[],
): T | undefined {
  const text = parameters.get(name);
  const found = values.find((value) => value === text);
  if (text === null || found !== undefined) return found;
  throw new InvalidInput(`${name} is "${text}". Expected one of ${values.join(', ')}.`);
}
