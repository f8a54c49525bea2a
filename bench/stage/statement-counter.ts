import type { Client } from 'pg';

/** A statement and how often it ran. */
export interface RunStatement {
  readonly text: string;
  readonly calls: number;
}

/** Has the database count the statements of whoever connects from now on. */
export async function countStatements(client: Client): Promise<void> {
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  const { rows } = await client.query<{ name: string }>('SELECT quote_ident(current_database()) AS name');
  await client.query(`ALTER DATABASE ${rows[0]?.name ?? ''} SET pg_stat_statements.track = 'top'`);
}

/** Whoever connects from now on is not counted any more. */
export async function stopCounting(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT quote_ident(current_database()) AS name');
  await client.query(`ALTER DATABASE ${rows[0]?.name ?? ''} RESET pg_stat_statements.track`);
}

/** The statements that ran while `during` did, this connection's own left out. */
export async function statementsOf(
  client: Client,
  during: () => Promise<unknown>,
): Promise<readonly RunStatement[]> {
  await client.query("SET pg_stat_statements.track = 'none'");
  await client.query('SELECT pg_stat_statements_reset()');
  await during();
  const { rows } = await client.query<{ text: string; calls: string }>(
    `SELECT query AS text, calls
       FROM pg_stat_statements
      WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      ORDER BY calls DESC`,
  );
  return rows.map(({ text, calls }) => ({ text, calls: Number(calls) }));
}
