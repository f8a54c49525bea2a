import type { Client } from 'pg';
import type { RecordedStatement } from './recorded-statements';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly PlanNode[];
}

/** How one statement would read the tables. */
export interface ReadingOf {
  readonly text: string;
  readonly tables: ReadonlySet<string>;
  readonly indexes: ReadonlySet<string>;
  /** Tables that it would read from beginning to end; not those of which it takes the first rows, whatever they are. */
  readonly scanned: readonly string[];
}

/** Asks Postgres how it would carry out a statement with these very values; nothing is carried out. */
export async function explain(client: Client, { text, values }: RecordedStatement): Promise<ReadingOf> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
    `EXPLAIN (FORMAT JSON) ${text}`,
    [...values],
  );
  const nodes = (rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => nodesOf(Plan));
  const tables = nodes.flatMap((node) => node['Relation Name'] ?? []);
  const firstRows = new Set(
    nodes.flatMap((node) => (node['Node Type'] === 'Limit' ? (node.Plans ?? []) : [])),
  );
  const scanned = nodes.flatMap((node) =>
    node['Node Type'] === 'Seq Scan' && !(firstRows.has(node) && node.Filter === undefined)
      ? (node['Relation Name'] ?? [])
      : [],
  );
  const indexes = nodes.flatMap((node) => node['Index Name'] ?? []);
  return { text, tables: new Set(tables), indexes: new Set(indexes), scanned };
}

/** Tables with so many rows that reading them all would be felt. */
export async function bigTables(client: Client, atLeastRows: number): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ relname: string }>(
    `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= $1`,
    [atLeastRows],
  );
  return new Set(rows.map(({ relname }) => relname));
}

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
