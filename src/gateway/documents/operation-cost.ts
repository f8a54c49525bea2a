import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLSchema,
  type GraphQLType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** An operation as it is going to be run. */
export interface OperationToRun {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * How many fields an operation may answer at most: each counts one, and those below a field that takes `first` count as
 * often as it says, given as a literal, as a variable or by default. Lists without `first` are short by their nature.
 * `@skip` and `@include` are not trusted; fragments count at each place, though each is visited once.
 */
export function operationCost(
  schema: GraphQLSchema,
  { document, operation, variables }: OperationToRun,
): number {
  const values = { ...defaultsOf(operation), ...variables };
  const fragmentCosts = new Map<string, number>();

  const ofSet = (set: SelectionSetNode | undefined, type: GraphQLType | undefined): number => {
    let cost = 0;
    for (const selection of set?.selections ?? []) {
      switch (selection.kind) {
        case Kind.FIELD:
          cost += ofField(selection, type);
          break;
        case Kind.INLINE_FRAGMENT:
          cost += ofSet(
            selection.selectionSet,
            typeNamed(schema, selection.typeCondition?.name.value) ?? type,
          );
          break;
        case Kind.FRAGMENT_SPREAD:
          cost += ofFragment(selection.name.value);
          break;
        default:
          selection satisfies never;
      }
    }
    return cost;
  };

  function ofField(field: FieldNode, parent: GraphQLType | undefined): number {
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    const below = ofSet(
      field.selectionSet,
      definition === undefined ? undefined : getNamedType(definition.type),
    );
    return 1 + below * timesOf(field, definition?.args ?? [], values);
  }

  function ofFragment(name: string): number {
    const known = fragmentCosts.get(name);
    if (known !== undefined) return known;
    fragmentCosts.set(name, 0);
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) return 0;
    const cost = ofSet(fragment.selectionSet, typeNamed(schema, fragment.typeCondition.name.value));
    fragmentCosts.set(name, cost);
    return cost;
  }

  const root = schema.getRootType(operation.operation) ?? undefined;
  return ofSet(operation.selectionSet, root);
}

/** How many items a list may have. What is no number is refused when the arguments are read. */
function timesOf(
  field: FieldNode,
  args: readonly GraphQLArgument[],
  values: Readonly<Record<string, unknown>>,
): number {
  const argument = args.find(({ name }) => name === 'first');
  if (argument === undefined) return 1;
  const given = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  const value = given === undefined ? undefined : valueFromASTUntyped(given, values);
  const first = value ?? argument.defaultValue;
  return typeof first === 'number' ? Math.max(1, first) : 1;
}

function defaultsOf({
  variableDefinitions = [],
}: OperationDefinitionNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
}

function typeNamed(schema: GraphQLSchema, name: string | undefined): GraphQLType | undefined {
  const type = name === undefined ? undefined : schema.getType(name);
  return isCompositeType(type) ? type : undefined;
}
