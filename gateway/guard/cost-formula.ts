/** Arithmetic that is worked out as far as it is known, and the rest each time that the variables are. */
import { counted } from './limit-breach';

export type Values = Readonly<Record<string, unknown>>;

/** Never negative, and no more than counting goes to: known already, or the result of a step. */
export type Amount = number | { readonly step: number };

type Results = Readonly<Float64Array>;
type Step = (values: Values, results: Results) => number;

/** Each step is worked out once, whatever uses it, so that a formula takes no longer than it is written. */
export class Formula {
  private readonly steps: Step[] = [];

  /** What the variables say. */
  read(amount: (values: Values) => number): Amount {
    return this.add((values) => bounded(amount(values)));
  }

  sum(amounts: readonly Amount[]): Amount {
    const { known, unknown } = parted(amounts);
    const constant = known.reduce((sum, amount) => sum + amount, 0);
    const [first] = unknown;
    if (first === undefined) return bounded(constant);
    if (unknown.length === 1 && constant === 0) return { step: first };
    return this.add((_, results) => {
      let sum = constant;
      for (const step of unknown) sum += results[step] ?? 0;
      return bounded(sum);
    });
  }

  largest(amounts: readonly Amount[]): Amount {
    const { known, unknown } = parted(amounts);
    const constant = Math.max(0, ...known);
    const steps = [...new Set(unknown)];
    const [first] = steps;
    if (first === undefined) return constant;
    if (steps.length === 1 && constant === 0) return { step: first };
    return this.add((_, results) =>
      steps.reduce((most, step) => Math.max(most, results[step] ?? 0), constant),
    );
  }

  product(one: Amount, other: Amount): Amount {
    if (one === 1 || other === 0) return other;
    if (typeof one === 'number' && typeof other === 'number') return bounded(one * other);
    return this.add((_, results) => bounded(amountIn(results, one) * amountIn(results, other)));
  }

  /** Nothing where the condition does not hold. */
  onlyIf(condition: (values: Values) => boolean, amount: Amount): Amount {
    if (amount === 0) return 0;
    return this.add((values, results) => (condition(values) ? amountIn(results, amount) : 0));
  }

  result(amount: Amount): (values: Values) => number {
    if (typeof amount === 'number') return () => amount;
    const { steps } = this;
    // Nothing is waited for in between, so that all runs can share it.
    const results = new Float64Array(steps.length);
    return (values) => {
      let at = 0;
      for (const step of steps) results[at++] = step(values, results);
      return amountIn(results, amount);
    };
  }

  private add(step: Step): Amount {
    return { step: this.steps.push(step) - 1 };
  }
}

function amountIn(results: Results, amount: Amount): number {
  return typeof amount === 'number' ? amount : (results[amount.step] ?? 0);
}

function parted(amounts: readonly Amount[]) {
  const known: number[] = [];
  const unknown: number[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') known.push(amount);
    else unknown.push(amount.step);
  }
  return { known, unknown };
}

/** A weight may be negative; what something costs may not. */
function bounded(amount: number): number {
  return counted(Math.max(0, amount));
}
