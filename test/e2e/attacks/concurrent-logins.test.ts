import { startGateway, type TestGateway } from '../../support/gateway';
import { startGatewayProcess, type GatewayProcess } from '../../support/gateway-process';
import { kindsOf, tally, WRONG } from '../support/entries';
import { NUMAZU, ODAWARA } from '../support/people';

describe('R7 › logins at once through three gateway processes', () => {
  let gateway: TestGateway;
  let processes: GatewayProcess[];
  beforeAll(async () => {
    gateway = await startGateway();
    processes = await Promise.all([1, 2, 3].map(() => startGatewayProcess(gateway.env)));
  });
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.kill('SIGKILL')));
    await gateway.close();
  });

  /** One guess, by the processes in turn. */
  const guess = async (nth: number, loginId: string, loginPassword: string): Promise<string> => {
    const target = processes[nth % processes.length];
    if (target === undefined) throw new Error('no gateway');
    return (await target.client().login(loginId, loginPassword)).__typename;
  };

  it('an unknown login ID has the budget of a known one', async () => {
    const answers = tally(
      await Promise.all(Array.from({ length: 150 }, (_, nth) => guess(nth, 'nobody77', WRONG))),
    );
    expect(answers).toEqual({ InvalidCredentials: 4, LockedOut: 146 });
  });

  it('fifty right logins at once all succeed, and nobody is told of a lock', async () => {
    const kinds = await Promise.all(
      Array.from({ length: 50 }, (_, nth) => guess(nth, ODAWARA.loginId, ODAWARA.loginPassword)),
    );
    expect(tally(kinds)).toEqual({ LoggedIn: 50 });
    expect(
      await gateway.query(
        'SELECT 1 FROM attempt_locks WHERE lockouts > 0 AND attempt_key IN (SELECT attempt_key FROM credentials c JOIN users u ON u.id = c.user_id WHERE login_id = $1)',
        [ODAWARA.loginId],
      ),
    ).toEqual([]);
  });

  it('fifty right logins at one gateway all succeed too, with four failures before them', async () => {
    const wrong = [];
    for (let entry = 0; entry < 4; entry += 1)
      wrong.push(await gateway.client().login(NUMAZU.loginId, WRONG));
    expect(tally(kindsOf(wrong))).toEqual({ InvalidCredentials: 4 });
    const right = await Promise.all(
      Array.from({ length: 50 }, () => gateway.client().login(NUMAZU.loginId, NUMAZU.loginPassword)),
    );
    expect(tally(kindsOf(right))).toEqual({ LoggedIn: 50 });
  });
});
