import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { PostgresNoticeQueue } from '../../../src/notices/postgres-notice-queue';
import type { ClaimedNotice } from '../../../src/notices/notice-queue';
import { connectTo } from '../../support/notices-people';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

const LEASE_MS = 3_600_000;
const RETRY = { kind: 'RETRY', delayMs: 0 } as const;
const DEAD = { kind: 'DEAD' } as const;

let database: TestDatabase;
let dataSource: DataSource;
let queue: PostgresNoticeQueue;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await connectTo(database.url);
  queue = new PostgresNoticeQueue(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function insertNotice(occasion = 'LOCKED_OUT'): Promise<string> {
  const id = randomUUID();
  await dataSource.query(
    `INSERT INTO notices (id, occasion, recipient_user_id, address, language, facts, created_at, next_attempt_at)
     VALUES ($1, $2, $1, 'a@example.com', 'ja', '{}', now(), now())`,
    [id, occasion],
  );
  return id;
}

type State = 'DUE' | 'CLAIMED' | 'SENT' | 'DEAD';

/** Where the database says it stands. */
async function stateOf(id: string): Promise<State> {
  const [row] = await dataSource.query<{ state: State }[]>(
    `SELECT CASE WHEN sent_at IS NOT NULL THEN 'SENT' WHEN dead_at IS NOT NULL THEN 'DEAD'
                 WHEN next_attempt_at <= now() THEN 'DUE' ELSE 'CLAIMED' END AS state
       FROM notices WHERE id = $1`,
    [id],
  );
  if (row === undefined) throw new Error('the notice is gone');
  return row.state;
}

/** What can happen to a notice; a worker of a claim may still be at it when that has run out. */
const steps = fc.array(
  fc.oneof(
    fc.constant({ kind: 'CLAIM' } as const),
    fc.constant({ kind: 'LEASE_ENDS' } as const),
    fc.record({
      kind: fc.constantFrom('SENT' as const, 'RETRY' as const, 'DEAD' as const),
      claim: fc.nat({ max: 3 }),
    }),
  ),
  { minLength: 1, maxLength: 12 },
);

describe('R11 › a notice in the outbox', () => {
  it('goes from due over claimed to sent or dead, and only the latest claim can fail it', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        await dataSource.query(`DELETE FROM notices`);
        const id = await insertNotice();
        const claims: ClaimedNotice[] = [];
        let state: State = 'DUE';
        for (const step of sequence) {
          if (step.kind === 'CLAIM') {
            const claimed = await queue.claim(10, LEASE_MS);
            expect(claimed).toHaveLength(state === 'DUE' ? 1 : 0);
            claims.push(...claimed);
            if (state === 'DUE') state = 'CLAIMED';
          } else if (step.kind === 'LEASE_ENDS') {
            await dataSource.query(`UPDATE notices SET next_attempt_at = now()`);
            if (state === 'CLAIMED') state = 'DUE';
          } else {
            const claim = claims[step.claim];
            if (claim === undefined) continue;
            const latest = step.claim === claims.length - 1;
            if (step.kind === 'SENT') {
              await queue.markSent(claim);
              state = 'SENT';
            } else {
              await queue.markFailed(claim, 'ECONNECTION', step.kind === 'RETRY' ? RETRY : DEAD);
              if (latest && (state === 'CLAIMED' || state === 'DUE'))
                state = step.kind === 'RETRY' ? 'DUE' : 'DEAD';
            }
          }
          expect(await stateOf(id)).toBe(state);
        }
        expect(claims.map(({ attempt }) => attempt)).toEqual(claims.map((_, nth) => nth + 1));
      }),
      { numRuns: 60, interruptAfterTimeLimit: 30_000 },
    );
  });

  it('is never taken by two at once', async () => {
    await dataSource.query(`DELETE FROM notices`);
    for (let notice = 0; notice < 30; notice += 1) await insertNotice();
    const taken = (await Promise.all(Array.from({ length: 10 }, () => queue.claim(5, LEASE_MS)))).flat();
    taken.push(...(await queue.claim(30, LEASE_MS)));
    expect(new Set(taken.map(({ id }) => id)).size).toBe(30);
    expect(taken).toHaveLength(30);
  });

  it('of an occasion that this version has no words for waits for one that has', async () => {
    await dataSource.query(`DELETE FROM notices`);
    const id = await insertNotice('SOMETHING_NEW');
    expect(await queue.claim(5, LEASE_MS)).toEqual([]);
    expect(await stateOf(id)).toBe('DUE');
  });
});
