import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large what a document selects is, fragments written out at each place where they are spread. */
export interface DocumentSize {
  /** Levels of fields; a field without a selection has one. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
}

const NOTHING: DocumentSize = { depth: 0, aliases: 0, directives: 0, rootFields: 0 };

/** What asks for the schema. graphql-js limits by itself how deep it nests, so it does not count as depth. */
const INTROSPECTION = ['__schema', '__type'];

/**
 * Measures a document before it is validated, the largest of its operations counting. It costs one visit to each node,
 * also where fragments double at each step or spread one another for ever: each fragment is measured once, and one that
 * is met within itself counts as nothing, since validation refuses it (GraphQL, section 5.5.2.2).
 */
export function documentSize(document: DocumentNode): DocumentSize {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const sizes = new Map<string, DocumentSize>();
  const ofSet = (set: SelectionSetNode | undefined): DocumentSize =>
    set === undefined ? NOTHING : set.selections.map(ofSelection).reduce(together, NOTHING);

  function ofSelection(selection: SelectionNode): DocumentSize {
    const directives = selection.directives?.length ?? 0;
    switch (selection.kind) {
      case Kind.FIELD: {
        const below = ofSet(selection.selectionSet);
        return {
          depth: INTROSPECTION.includes(selection.name.value) ? 1 : below.depth + 1,
          aliases: below.aliases + (selection.alias === undefined ? 0 : 1),
          directives: below.directives + directives,
          rootFields: 1,
        };
      }
      case Kind.INLINE_FRAGMENT:
        return withDirectives(ofSet(selection.selectionSet), directives);
      case Kind.FRAGMENT_SPREAD:
        return withDirectives(ofFragment(selection.name.value), directives);
      default:
        return selection satisfies never;
    }
  }

  function ofFragment(name: string): DocumentSize {
    const known = sizes.get(name);
    if (known !== undefined) return known;
    sizes.set(name, NOTHING);
    const fragment: FragmentDefinitionNode | undefined = fragments.get(name);
    const size = withDirectives(ofSet(fragment?.selectionSet), fragment?.directives?.length ?? 0);
    sizes.set(name, size);
    return size;
  }

  return document.definitions
    .map((definition) => {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        // One that nobody spreads is validated all the same. Its depth says nothing: it may belong below `__schema`.
        return { ...ofFragment(definition.name.value), depth: 0, rootFields: 0 };
      }
      if (definition.kind !== Kind.OPERATION_DEFINITION) return NOTHING;
      return withDirectives(ofSet(definition.selectionSet), definition.directives?.length ?? 0);
    })
    .reduce(largest, NOTHING);
}

function withDirectives(size: DocumentSize, directives: number): DocumentSize {
  return directives === 0 ? size : { ...size, directives: size.directives + directives };
}

function together(one: DocumentSize, other: DocumentSize): DocumentSize {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
    rootFields: one.rootFields + other.rootFields,
  };
}

function largest(one: DocumentSize, other: DocumentSize): DocumentSize {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: Math.max(one.aliases, other.aliases),
    directives: Math.max(one.directives, other.directives),
    rootFields: Math.max(one.rootFields, other.rootFields),
  };
}
