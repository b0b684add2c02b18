/** What an operation costs, worked out once as far as its variables do not matter. */
import {
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsIn } from '../execution/operation-parts';
import { type Amount, Formula, type Values } from './cost-formula';
import { inputsIn, sizeIn } from './cost-inputs';
import type { CostModel } from './cost-model';
import { withCondition, withDefaults } from './cost-variables';

/** By the client's variables; a whole number from 0, in the model's weights. */
export type OperationCost = (variables: Values) => number;

const MUTATION = 10;
/** Of a question about the schema, however much of it; how many there are is limited elsewhere. */
const INTROSPECTION = 10;

/** The lengths of lists that are said by the field above. */
interface Sized {
  readonly fields: ReadonlySet<string>;
  readonly size: Amount;
}

/**
 * Errs on the high side: fields that are selected twice and merged in the answer count twice, and where a value may have several types,
 * that one counts of which the most is selected. A scalar under an alias counts 1, since aliases could make an object of any size.
 * Takes a document that is valid; what the model does not know costs nothing.
 */
export function compileCost(
  document: DocumentNode,
  operationName: string | undefined,
  model: CostModel,
): OperationCost {
  const fragments = fragmentsIn(document);
  const operation = getOperationAST(document, operationName);
  const root = operation == null ? undefined : model.rootType(operation.operation);
  if (operation == null || root === undefined) return () => 0;
  const formula = new Formula();
  const selected = new Map<SelectionSetNode, Map<string, Amount>>();

  function ofAny(set: SelectionSetNode, type: string, sized?: Sized): Amount {
    return formula.largest(model.possibleTypes(type).map((object) => ofObject(set, object, sized)));
  }

  /** Each once, for fragments are spread often and abstract types have many objects. */
  function ofObject(set: SelectionSetNode, type: string, sized?: Sized): Amount {
    const known = selected.get(set) ?? new Map<string, Amount>();
    selected.set(set, known);
    const key = sized === undefined ? type : `${type} ${JSON.stringify([...sized.fields, sized.size])}`;
    let cost = known.get(key);
    if (cost === undefined) {
      known.set(key, 0); // a fragment within itself, which validation refuses, ends here
      cost = formula.sum(set.selections.map((node) => ofSelection(node, type, sized)));
      known.set(key, cost);
    }
    return cost;
  }

  function ofSelection(node: SelectionNode, type: string, sized?: Sized): Amount {
    const cost = node.kind === Kind.FIELD ? ofField(node, type, sized) : ofFragment(node, type, sized);
    return (node.directives ?? []).reduce(
      (amount, directive) => withCondition(amount, directive, formula),
      cost,
    );
  }

  function ofFragment(node: Exclude<SelectionNode, FieldNode>, type: string, sized?: Sized): Amount {
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    if (fragment === undefined) return 0;
    const condition = fragment.typeCondition?.name.value;
    const fits = condition === undefined || model.possibleTypes(condition).includes(type);
    return fits ? ofObject(fragment.selectionSet, type, sized) : 0;
  }

  function ofField(node: FieldNode, type: string, sized?: Sized): Amount {
    const name = node.name.value;
    if (name.startsWith('__')) return name === '__typename' ? 0 : INTROSPECTION;
    const field = model.field(type, name);
    if (field === undefined) return 0;
    const { listSize, lists } = field;
    const own = lists > 0 || listSize !== undefined ? sizeIn(node, listSize, model.listSize, formula) : 1;
    const below =
      listSize && listSize.sizedFields.size > 0 ? { fields: listSize.sizedFields, size: own } : undefined;
    const children = node.selectionSet === undefined ? 0 : ofAny(node.selectionSet, field.type, below);
    const weight = isRepeatable(node) ? Math.max(1, field.weight) : field.weight;
    let cost = formula.sum([weight, children]);
    // Of lists within the list nothing is said.
    for (let list = 1; list < lists; list++) cost = formula.product(model.listSize, cost);
    if (lists > 0) cost = formula.product(sized?.fields.has(name) === true ? sized.size : own, cost);
    return formula.sum([cost, ...inputsIn(node, field, formula)]);
  }

  const base = operation.operation === OperationTypeNode.MUTATION ? MUTATION : 0;
  const total = formula.result(formula.sum([base, ofAny(operation.selectionSet, root)]));
  return withDefaults(total, operation);
}

/** A value under another name: it can be asked for any number of times, while values under their own name are merged. */
function isRepeatable({ alias, name, selectionSet }: FieldNode): boolean {
  return selectionSet === undefined && alias !== undefined && alias.value !== name.value;
}
