import type { DataSource, EntityManager } from 'typeorm';
import type { ChainEnd } from './chain';
import { sameMark, type Seal, type Totals } from './seal';
import { sealEvents, type SealedBatch } from './seal-events';
import { SealingRefused } from './sealing-refused';
import { STORED_EVENT_COLUMNS } from './postgres-stored-event';
import { chainOf, type StoredEvent } from './stored-event';

/** Any constant of our own: names the lock that lets one gateway at a time seal. */
const SEALING_LOCK = 5_318_008_264;
const BATCH_SIZE = 1_000;

interface HeadRow extends ChainEnd {
  readonly mac: string;
}

/**
 * Links what has been appended since, behind the writers (R11). One transaction a batch, so that a gateway that is killed
 * leaves nothing half done; one gateway at a time, the others pass. An event is taken when it is visible: ids may
 * commit out of order, but `history_unsealed` holds each until it is linked.
 */
export class PostgresSealer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly seal: Seal,
  ) {}

  /**
   * Seals all that waits; returns how many events that were.
   * @throws SealingRefused if the end of a chain is not as this service has left it
   */
  async sealWaiting(): Promise<number> {
    let sealed = 0;
    for (;;) {
      if (!(await this.anythingWaits())) return sealed;
      const batch = await this.dataSource.transaction((transaction) => this.sealBatch(transaction));
      sealed += batch;
      if (batch < BATCH_SIZE) return sealed;
    }
  }

  private async anythingWaits(): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>('SELECT FROM history_unsealed LIMIT 1');
    return rows.length > 0;
  }

  private async sealBatch(transaction: EntityManager): Promise<number> {
    const [turn] = await transaction.query<{ mine: boolean }[]>(
      // Says beside that this gateway seals what an event is about, without which the database takes no link of one.
      `SELECT pg_try_advisory_xact_lock($1) AS mine, set_config('sekisho.seals_objects', 'on', true)`,
      [SEALING_LOCK],
    );
    if (turn?.mine !== true) return 0;
    const events = await transaction.query<StoredEvent[]>(
      // By an array and not a join: whatever the planner believes of so short-lived a list, it never reads the whole history.
      `SELECT ${STORED_EVENT_COLUMNS} FROM history_events e
        WHERE e.id = ANY (ARRAY(SELECT event_id FROM history_unsealed ORDER BY event_id LIMIT $1))
        ORDER BY e.id`,
      [BATCH_SIZE],
    );
    if (events.length === 0) return 0;
    const ends = await this.endsOf([...new Set(events.map(chainOf))], transaction);
    const batch = sealEvents(events, ends, await this.totals(transaction));
    await this.write(batch, transaction);
    return events.length;
  }

  /** Growing on from an end that somebody else has written would put our mark under his work. */
  private async endsOf(chains: readonly string[], transaction: EntityManager): Promise<readonly ChainEnd[]> {
    const heads = await transaction.query<HeadRow[]>(
      `SELECT chain, position::float8 AS position, encode(hash, 'hex') AS hash, encode(mac, 'hex') AS mac
         FROM history_heads WHERE chain = ANY ($1)`,
      [chains],
    );
    for (const head of heads) {
      if (!sameMark(head.mac, this.seal.ofHead(head))) throw new SealingRefused(head.chain);
    }
    return heads;
  }

  private async totals(transaction: EntityManager): Promise<Totals> {
    const [row] = await transaction.query<(Totals & { readonly mac: string })[]>(
      `SELECT chains::float8 AS chains, links::float8 AS links, encode(mac, 'hex') AS mac FROM history_totals`,
    );
    if (row === undefined) return { chains: 0, links: 0 };
    if (!sameMark(row.mac, this.seal.ofTotals(row))) throw new SealingRefused('totals');
    return row;
  }

  private async write({ links, ends, totals }: SealedBatch, transaction: EntityManager): Promise<void> {
    await transaction.query(
      `INSERT INTO history_links (chain, position, event_id, digest, hash, mac)
       SELECT chain, position, event_id, decode(digest, 'hex'), decode(hash, 'hex'), decode(mac, 'hex')
         FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[])
              AS link (chain, position, event_id, digest, hash, mac)`,
      [
        links.map(({ chain }) => chain),
        links.map(({ position }) => position),
        links.map(({ eventId }) => eventId),
        links.map(({ digest }) => digest),
        links.map(({ hash }) => hash),
        links.map((link) => this.seal.ofLink(link)),
      ],
    );
    await transaction.query(
      `INSERT INTO history_heads (chain, position, hash, mac)
       SELECT chain, position, decode(hash, 'hex'), decode(mac, 'hex')
         FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) AS head (chain, position, hash, mac)
       ON CONFLICT (chain) DO UPDATE
          SET position = excluded.position, hash = excluded.hash, mac = excluded.mac`,
      [
        ends.map(({ chain }) => chain),
        ends.map(({ position }) => position),
        ends.map(({ hash }) => hash),
        ends.map((end) => this.seal.ofHead(end)),
      ],
    );
    await transaction.query(
      `INSERT INTO history_totals (chains, links, mac) VALUES ($1, $2, decode($3, 'hex'))
       ON CONFLICT (sole) DO UPDATE SET chains = excluded.chains, links = excluded.links, mac = excluded.mac`,
      [totals.chains, totals.links, this.seal.ofTotals(totals)],
    );
    await transaction.query('DELETE FROM history_unsealed WHERE event_id = ANY ($1::bigint[])', [
      links.map(({ eventId }) => eventId),
    ]);
  }
}
