import { Client } from 'pg';
import { gatewayEnvironment, startGatewayBeside } from '../../support/gateway';
import { startGatewayProcess, type GatewayProcess } from '../../support/gateway-process';
import { logIn } from '../../faults/support/storm';
import { tally, WRONG } from '../support/entries';
import { MISHIMA } from '../support/people';

const GUESSES = 1_000;
const RIGHT_ONES = 10;
const { loginId, loginPassword } = MISHIMA;

describe('R7 › a thousand parallel guesses through three gateway processes', () => {
  let environment: Awaited<ReturnType<typeof gatewayEnvironment>>;
  let database: Client;
  let processes: GatewayProcess[];
  beforeAll(async () => {
    environment = await gatewayEnvironment();
    await (await startGatewayBeside(environment)).close();
    database = new Client({ connectionString: environment.env['DATABASE_URL'] });
    await database.connect();
    // Few rows would be read without the index, whose use is counted below.
    await database.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET enable_seqscan = off', current_database()); END $$`,
    );
    processes = await Promise.all([1, 2, 3].map(() => startGatewayProcess(environment.env)));
  });
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.kill('SIGKILL')));
    await database.end();
    await environment.drop();
  });

  /** How often a login ID was looked up, as Postgres counts it once the asking connections have ended. */
  const lookUps = async (): Promise<number> => {
    const { rows } = await database.query<{ scans: string }>(
      `SELECT idx_scan AS scans FROM pg_stat_user_indexes WHERE indexrelname = 'users_login_id_unique'`,
    );
    return Number(rows[0]?.scans);
  };

  it('exactly five are verified, and the right ones past the budget never log in', async () => {
    const before = await lookUps();
    const guess = async (nth: number, password: string): Promise<string> => {
      const process = processes[nth % processes.length];
      if (process === undefined) throw new Error('no gateway');
      return (await logIn(process, { loginId, loginPassword: password })).kind;
    };
    const wrong = Array.from({ length: GUESSES - RIGHT_ONES }, (_, nth) => guess(nth, WRONG));
    // From the first answer on the budget is spent or in flight: hundreds of wrong ones are in line already.
    await Promise.race(wrong);
    const right = Array.from({ length: RIGHT_ONES }, (_, nth) => guess(nth, loginPassword));
    const { InvalidCredentials, ...refused } = tally(await Promise.all([...wrong, ...right]));
    expect(InvalidCredentials).toBe(4);
    // A machine too busy to ask Redis in time refuses as well.
    const refusals = ['LockedOut', 'Busy', 'SERVICE_UNAVAILABLE'];
    expect(Object.keys(refused).filter((kind) => !refusals.includes(kind))).toEqual([]);

    const { rows } = await database.query<{ type: string }>(
      `SELECT type FROM history_events WHERE type NOT LIKE 'RECEIPT_KEY_%'`,
    );
    expect(tally(rows.map(({ type }) => type))).toEqual({ LOGIN_FAILED: 4, LOCKED_OUT: 1 });
    // A secret is verified after its user was looked up, and whoever is refused is not even looked up.
    await Promise.all(processes.map((each) => each.kill('SIGTERM')));
    expect((await lookUps()) - before).toBe(5);
  });
});
