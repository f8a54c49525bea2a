import fc from 'fast-check';
import { Client } from 'pg';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { PostgresSealer } from '../../../src/history/sealing/postgres-sealer';
import { openHistoryStage, ORGANIZATION, OTHER, type HistoryStage } from './history-stage';

let stage: HistoryStage;

beforeEach(async () => {
  stage = await openHistoryStage();
});
afterEach(() => stage.close());

async function eventsInOrder(): Promise<string[]> {
  return (await stage.links(ORGANIZATION)).map(({ eventId }) => eventId);
}

describe('R11: sealing, behind the writers', () => {
  it('takes an event that commits after later ones, and breaks no chain over it', async () => {
    const slow = stage.dataSource.createQueryRunner();
    await slow.startTransaction();
    await append(slow.manager);
    await stage.append(ORGANIZATION);
    expect(await stage.sealer.sealWaiting()).toBe(1);
    await stage.append(ORGANIZATION);
    expect(await stage.sealer.sealWaiting()).toBe(1);
    await slow.commitTransaction();
    await slow.release();
    expect(await stage.sealer.sealWaiting()).toBe(1);
    expect(await eventsInOrder()).toEqual(['2', '3', '1']);
    expect(await stage.faults()).toEqual([]);
  });

  it('knows nothing of what was rolled back', async () => {
    const undone = stage.dataSource.createQueryRunner();
    await undone.startTransaction();
    await append(undone.manager);
    await undone.rollbackTransaction();
    await undone.release();
    await stage.append(ORGANIZATION);
    expect(await stage.sealer.sealWaiting()).toBe(1);
    expect(await stage.faults()).toEqual([]);
  });

  it('whatever the order in which writers commit, seals each event once and leaves an intact history', async () => {
    // Writers begin in the order of the list and end in the order of their keys.
    const run = fc.array(fc.record({ key: fc.nat(), commits: fc.boolean(), sealsAfter: fc.boolean() }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(run, async (writers) => {
        const before = (await eventsInOrder()).length;
        const begun = [];
        for (const writer of writers) {
          const runner = stage.dataSource.createQueryRunner();
          await runner.startTransaction();
          await append(runner.manager);
          begun.push({ ...writer, runner });
        }
        for (const { runner, commits, sealsAfter } of begun.sort((one, other) => one.key - other.key)) {
          await (commits ? runner.commitTransaction() : runner.rollbackTransaction());
          await runner.release();
          if (sealsAfter) await stage.sealer.sealWaiting();
        }
        await stage.sealer.sealWaiting();
        const sealed = await eventsInOrder();
        expect(sealed.length - before).toBe(writers.filter(({ commits }) => commits).length);
        expect(new Set(sealed).size).toBe(sealed.length);
        expect(await stage.faults()).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('goes on where many gateways seal and write at once', async () => {
    const sealers = [1, 2, 3].map(() => new PostgresSealer(stage.dataSource, stage.seal));
    const writing = Array.from({ length: 60 }, (_, index) =>
      stage.append(index % 3 === 0 ? OTHER : ORGANIZATION),
    );
    const sealing = sealers.map(async (sealer) => {
      for (let round = 0; round < 10; round += 1) await sealer.sealWaiting();
    });
    await Promise.all([...writing, ...sealing]);
    await stage.sealer.sealWaiting();
    expect([(await stage.links(ORGANIZATION)).length, (await stage.links(OTHER)).length]).toEqual([40, 20]);
    expect(await stage.faults()).toEqual([]);
  });

  it('leaves the turn to a sealer at work, and takes it when that one is killed', async () => {
    const other = new Client({ connectionString: stage.url });
    // The server ends this connection, which is what the test is about.
    other.on('error', () => undefined);
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT pg_advisory_xact_lock(5318008264)');
    await other.query('DELETE FROM history_unsealed');
    await stage.append(ORGANIZATION);
    expect(await stage.sealer.sealWaiting()).toBe(0);
    const { rows } = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await stage.dataSource.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    expect(await stage.sealer.sealWaiting()).toBe(1);
    expect(await stage.faults()).toEqual([]);
  });

  it('takes more than one batch in a row', async () => {
    await stage.dataSource.query(
      `INSERT INTO history_events (occurred_at, type, organization_id)
       SELECT now(), 'LOGIN_SUCCEEDED', '${ORGANIZATION}' FROM generate_series(1, 2100)`,
    );
    expect(await stage.sealer.sealWaiting()).toBe(2100);
    expect((await stage.report()).chains).toEqual([{ chain: ORGANIZATION, position: 2100, faults: [] }]);
  });

  it('costs the writer no statement', async () => {
    const statements = jest.spyOn(Client.prototype, 'query');
    await new PostgresHistory(stage.dataSource).append(event());
    expect(statements).toHaveBeenCalledTimes(1);
    statements.mockRestore();
    expect(await stage.sealer.sealWaiting()).toBe(1);
  });
});

function append(manager: Parameters<HistoryStage['history']['append']>[1]): Promise<void> {
  return stage.history.append(event(), manager);
}

function event(): Parameters<HistoryStage['history']['append']>[0] {
  return {
    type: 'LOGIN_FAILED',
    occurredAt: new Date('2026-04-01T00:00:00Z'),
    organizationId: ORGANIZATION,
    actorUserId: null,
    subjectUserId: null,
    credentialKind: 'LOGIN_PASSWORD',
    origin: null,
    reason: null,
  };
}
