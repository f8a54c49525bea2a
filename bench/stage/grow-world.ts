import type { Client } from 'pg';
import { attemptKeyDeriver, type AttemptKey } from '../../src/attempts/attempt-key';
import type { Config } from '../../src/config/config';
import { openBulkLedger } from '../seed/seed-counters';
import { onDatabase } from './servers';

/** A world that is to grow, and who is told how far it is. */
export interface GrowingWorld {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly onProgress: (step: string, done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** Events that one statement appends. */
const EVENTS_AT_ONCE = 20_000;

/** Counts a failure of so many login IDs that nobody has, as a gateway does that is being guessed at. */
export async function countStrangers(
  { config, redisUrl, onProgress, signal }: GrowingWorld,
  count: number,
): Promise<void> {
  if (count === 0) return;
  const ledger = await openBulkLedger(redisUrl, config.attempts.ledger);
  try {
    let done = 0;
    await ledger.countFailures(strangerKeys(config, count), (counted) => {
      signal?.throwIfAborted();
      done += counted;
      onProgress('counters', done, count);
    });
  } finally {
    await ledger.close();
  }
}

/**
 * Appends so many logins to the history, in the past, of all users in turn: each has his share of them in the indexes that
 * a login reads. The gateway seals them when it starts.
 */
export async function growHistory(
  { databaseUrl, onProgress, signal }: GrowingWorld,
  events: number,
): Promise<void> {
  if (events === 0) return;
  await onDatabase(databaseUrl, async (client) => {
    for (let from = 0; from < events; from += EVENTS_AT_ONCE) {
      signal?.throwIfAborted();
      const to = Math.min(events, from + EVENTS_AT_ONCE);
      await appendLogins(client, from, to, events);
      onProgress('history', to, events);
    }
    await client.query('VACUUM (ANALYZE) history_events');
  });
}

async function appendLogins(client: Client, from: number, to: number, of: number): Promise<void> {
  await client.query(
    `WITH people AS (
       SELECT id, organization_id, row_number() OVER (ORDER BY id) - 1 AS turn, count(*) OVER () AS count FROM users
     )
     INSERT INTO history_events
       (occurred_at, type, organization_id, actor_user_id, subject_user_id, credential_kind, ip)
     SELECT now() - make_interval(secs => ($3 - event)::float8), 'LOGIN_SUCCEEDED', organization_id, id, id,
            'LOGIN_PASSWORD', '198.18.0.1'
       FROM generate_series($1::bigint, $2::bigint - 1) AS event
       JOIN people ON turn = event % count
      ORDER BY event`,
    [from, to, of],
  );
}

function* strangerKeys(config: Config, count: number): Generator<AttemptKey> {
  const derive = attemptKeyDeriver(config.attempts.keySecret);
  for (let index = 0; index < count; index += 1) {
    yield derive('LOGIN_PASSWORD', `nobody${String(index).padStart(7, '0')}`);
  }
}
