import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { migrations } from './migrations';

export interface DataSourceSettings {
  readonly url: string;
  readonly entities: readonly EntityClass[];
  /** Connections of this gateway; all gateways together stay under max_connections of the server. */
  readonly poolSize: number;
  readonly connectionTimeoutMs: number;
  /** 0 means no limit. */
  readonly statementTimeoutMs: number;
  /** Told of a connection that broke while nobody used it. */
  readonly onConnectionLost: (error: Error) => void;
}

type EntityClass = Extract<EntityTarget<ObjectLiteral>, abstract new (...args: never[]) => unknown>;

/**
 * Describes the connection to Postgres; the caller initializes and destroys it.
 *
 * Every wait has an end: for a connection, for a lock, for a statement, and for a transaction that its gateway forgot.
 * A login that cannot reach the database must fail soon, with its attempt given back.
 */
export function createDataSource(settings: DataSourceSettings): DataSource {
  const { url, poolSize, connectionTimeoutMs, statementTimeoutMs, onConnectionLost } = settings;
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...settings.entities],
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    installExtensions: false,
    applicationName: 'sekisho',
    poolSize,
    connectTimeoutMS: connectionTimeoutMs,
    poolErrorHandler: onConnectionLost,
    extra: {
      statement_timeout: statementTimeoutMs,
      // The server's own timeout says nothing when the server is gone or frozen: this one is kept by the client.
      query_timeout: statementTimeoutMs === 0 ? 0 : statementTimeoutMs + 500,
      lock_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: statementTimeoutMs,
      keepAlive: true,
    },
  });
}
