import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { HistoryEvent } from '../../../src/history/history-event';
import { PostgresHistory } from '../../../src/history/postgres-history';
import type { ChainEnd } from '../../../src/history/sealing/chain';
import { PostgresSealer } from '../../../src/history/sealing/postgres-sealer';
import { seal, type Seal } from '../../../src/history/sealing/seal';
import type { StoredHead, StoredLink } from '../../../src/history/verification/verify-chain';
import { PostgresSealedHistory } from '../../../src/history/verification/postgres-sealed-history';
import type { HistoryFault } from '../../../src/history/verification/history-fault';
import { verifyHistory, type HistoryReport } from '../../../src/history/verification/verify-history';
import { createDataSource } from '../../../src/platform/postgres/data-source';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

export const ORGANIZATION = '00000000-0000-4000-8000-00000000000a';
export const OTHER = '00000000-0000-4000-8000-00000000000b';

/** A database with a history, its sealer, and an intruder with every right. */
export interface HistoryStage {
  readonly url: string;
  readonly dataSource: DataSource;
  readonly history: PostgresHistory;
  readonly seal: Seal;
  readonly sealer: PostgresSealer;
  /** Appends an event of this organization, of the service if null, a minute after the one before. */
  append(organizationId: string | null, overrides?: Partial<HistoryEvent>): Promise<void>;
  /** Runs statements as superuser with every trigger off. */
  intrude(...statements: readonly string[]): Promise<void>;
  /** What verification says. */
  report(anchors?: readonly ChainEnd[], under?: Seal): Promise<HistoryReport>;
  /** Its faults, those of the chains first. */
  faults(anchors?: readonly ChainEnd[], under?: Seal): Promise<readonly HistoryFault[]>;
  heads(): Promise<readonly StoredHead[]>;
  /** The links of a chain with their events, in order of position. */
  links(chain: string): Promise<readonly StoredLink[]>;
  close(): Promise<void>;
}

/** Opens a database, a fresh one by default; close it in the end. */
export async function openHistoryStage(made: Promise<TestDatabase> = freshDatabase()): Promise<HistoryStage> {
  const database = await made;
  const dataSource = createDataSource({
    url: database.url,
    entities: [],
    poolSize: 10,
    connectionTimeoutMs: 5_000,
    statementTimeoutMs: 20_000,
    onConnectionLost: () => undefined,
  });
  await dataSource.initialize();
  const history = new PostgresHistory(dataSource);
  const ours = seal(Buffer.alloc(32, 7));
  let minutes = 0;
  const report = (anchors: readonly ChainEnd[] = [], under = ours): Promise<HistoryReport> =>
    PostgresSealedHistory.read(dataSource, (sealed) =>
      verifyHistory(sealed, under, new Map(anchors.map((anchor) => [anchor.chain, anchor]))),
    );
  return {
    url: database.url,
    dataSource,
    history,
    seal: ours,
    sealer: new PostgresSealer(dataSource, ours),
    append: (organizationId, overrides) => {
      minutes += 1;
      return history.append({
        type: 'LOGIN_SUCCEEDED',
        occurredAt: new Date(Date.UTC(2026, 3, 1, 9, minutes)),
        organizationId,
        actorUserId: null,
        subjectUserId: randomUUID(),
        credentialKind: 'LOGIN_PASSWORD',
        origin: { ip: '192.0.2.1', userAgent: 'a browser' },
        reason: null,
        ...overrides,
      });
    },
    intrude: (...statements) => intrude(database.url, statements),
    report,
    faults: async (anchors, under) => {
      const { chains, faults } = await report(anchors, under);
      return [...chains.flatMap((chain) => chain.faults), ...faults];
    },
    heads: () => PostgresSealedHistory.read(dataSource, (sealed) => sealed.heads()),
    links: (chain) =>
      PostgresSealedHistory.read(dataSource, async (sealed) => {
        const links: StoredLink[] = [];
        for await (const link of sealed.links(chain)) links.push(link);
        return links;
      }),
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

async function intrude(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = 'replica'`);
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
