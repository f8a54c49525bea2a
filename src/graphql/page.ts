import { GatewayError } from './gateway-error';

const MAX_PAGE_SIZE = 100;

/** Which page of a list was asked for: its size, and the position after which it begins; null for the beginning. */
export interface PageAsked<Position> {
  readonly first: number;
  readonly after: Position | null;
}

/**
 * Reads what a page of a list was asked by (Relay).
 * @throws GatewayError BAD_USER_INPUT for a size out of bounds or a cursor that `decode` makes nothing of
 */
export function pageAsked<Position>(
  first: number,
  after: string | null | undefined,
  decode: (cursor: string) => Position | null,
): PageAsked<Position> {
  if (first < 1 || first > MAX_PAGE_SIZE) throw new GatewayError('BAD_USER_INPUT', { name: 'first' });
  const position = after == null ? null : decode(after);
  if (after != null && position === null) throw new GatewayError('BAD_USER_INPUT', { name: 'after' });
  return { first, after: position };
}

/** A page of a list, and where it stands in it. */
export interface Page<Node> {
  readonly edges: { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The page, made of one item more than it holds, if there are as many: whether there is tells that more follows. */
export function pageOf<Item, Node>(
  { first, after }: PageAsked<unknown>,
  found: readonly Item[],
  cursorOf: (item: Item) => string,
  present: (item: Item) => Node,
): Page<Node> {
  const edges = found.slice(0, first).map((item) => ({ cursor: cursorOf(item), node: present(item) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
