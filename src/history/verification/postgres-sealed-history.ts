import type { DataSource, EntityManager } from 'typeorm';
import { STORED_EVENT_COLUMNS } from '../sealing/postgres-stored-event';
import { chainOf, type StoredEvent } from '../sealing/stored-event';
import type { HistoryFault } from './history-fault';
import type { StoredHead, StoredLink } from './verify-chain';
import type { StoredTotals } from './verify-totals';

const PAGE_SIZE = 1_000;

type LinkRow = Omit<StoredLink, 'event'> & Omit<StoredEvent, 'id'> & { readonly id: string | null };

/** The sealed history as one instant shows it, for verification. */
export class PostgresSealedHistory {
  private constructor(private readonly snapshot: EntityManager) {}

  /** Lets `work` read within one snapshot, so that sealing may go on meanwhile. */
  static async read<Result>(
    dataSource: DataSource,
    work: (history: PostgresSealedHistory) => Promise<Result>,
  ): Promise<Result> {
    return dataSource.transaction('REPEATABLE READ', async (snapshot) => {
      await snapshot.query('SET TRANSACTION READ ONLY');
      return work(new PostgresSealedHistory(snapshot));
    });
  }

  heads(): Promise<readonly StoredHead[]> {
    return this.snapshot.query<StoredHead[]>(
      `SELECT chain, position::float8 AS position, encode(hash, 'hex') AS hash, encode(mac, 'hex') AS mac
         FROM history_heads ORDER BY chain`,
    );
  }

  async totals(): Promise<StoredTotals | null> {
    const [totals] = await this.snapshot.query<StoredTotals[]>(
      `SELECT chains::float8 AS chains, links::float8 AS links, encode(mac, 'hex') AS mac FROM history_totals`,
    );
    return totals ?? null;
  }

  /** Every chain that has a link or a head. */
  async chains(): Promise<readonly string[]> {
    const rows = await this.snapshot.query<{ chain: string }[]>(
      `SELECT chain FROM history_heads UNION SELECT chain FROM history_links ORDER BY chain`,
    );
    return rows.map(({ chain }) => chain);
  }

  /** The links of a chain in order of position. */
  async *links(chain: string): AsyncGenerator<StoredLink> {
    let after = 0;
    for (;;) {
      const rows = await this.snapshot.query<LinkRow[]>(
        `SELECT k.chain, k.position::float8 AS position, k.event_id::text AS "eventId",
                encode(k.digest, 'hex') AS digest, encode(k.hash, 'hex') AS hash, encode(k.mac, 'hex') AS mac,
                ${STORED_EVENT_COLUMNS}
           FROM history_links k LEFT JOIN history_events e ON e.id = k.event_id
          WHERE k.chain = $1 AND k.position > $2 ORDER BY k.position LIMIT ${PAGE_SIZE}`,
        [chain, after],
      );
      for (const row of rows) {
        const { position, eventId, digest, hash, mac, id, ...event } = row;
        yield { chain, position, eventId, digest, hash, mac, event: id === null ? null : { id, ...event } };
        after = position;
      }
      if (rows.length < PAGE_SIZE) return;
    }
  }

  /** Asked of what has been found changed only, so that it needs no index. */
  async positionOf(chain: string, digest: string): Promise<number | null> {
    const [link] = await this.snapshot.query<{ position: number }[]>(
      `SELECT position::float8 AS position FROM history_links
        WHERE chain = $1 AND digest = decode($2, 'hex') ORDER BY position LIMIT 1`,
      [chain, digest],
    );
    return link?.position ?? null;
  }

  /** Events beside the seal: slipped in, or removed before it. */
  async strays(): Promise<readonly HistoryFault[]> {
    const slippedIn = await this.snapshot.query<StoredEvent[]>(
      `SELECT ${STORED_EVENT_COLUMNS} FROM history_events e
        WHERE NOT EXISTS (SELECT FROM history_links k WHERE k.event_id = e.id)
          AND NOT EXISTS (SELECT FROM history_unsealed u WHERE u.event_id = e.id) ORDER BY e.id`,
    );
    const lost = await this.snapshot.query<{ eventId: string }[]>(
      `SELECT event_id::text AS "eventId" FROM history_unsealed u
        WHERE NOT EXISTS (SELECT FROM history_events e WHERE e.id = u.event_id) ORDER BY event_id`,
    );
    return [
      ...slippedIn.map((event) => ({
        kind: 'SLIPPED_IN' as const,
        chain: chainOf(event),
        eventId: event.id,
      })),
      ...lost.map(({ eventId }) => ({ kind: 'LOST_UNSEALED' as const, eventId })),
    ];
  }

  /** How many events wait to be sealed. */
  async waiting(): Promise<number> {
    const [row] = await this.snapshot.query<{ count: number }[]>(
      'SELECT count(*)::float8 AS count FROM history_unsealed',
    );
    return row?.count ?? 0;
  }
}
