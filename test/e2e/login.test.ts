import { startGateway, type TestGateway } from '../support/gateway';
import { FIRST_LOGIN, historyOf } from './support/entries';
import { CLERK, idOf, loggedIn, MASTER, ODAWARA } from './support/people';

describe('R9 › login', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it.each([MASTER, ODAWARA, CLERK])(
    'the right login ID and password on a known device log $role in',
    async (who) => {
      const client = await loggedIn(gateway, who);
      const result = await client.loginOnly(who.loginId, who.loginPassword);
      expect(result).toMatchObject({ __typename: 'LoggedIn', viewer: { name: who.name, role: who.role } });
      expect(await historyOf(gateway, await idOf(gateway, who))).toEqual([...FIRST_LOGIN, 'LOGIN_SUCCEEDED']);
    },
  );

  it('shows the last three logins, newest first', async () => {
    for (let login = 0; login < 3; login += 1) await loggedIn(gateway, MASTER);
    await loggedIn(gateway, ODAWARA);
    const result = await gateway.client().login(MASTER.loginId, MASTER.loginPassword);
    const { lastLogins } = result['viewer'] as { lastLogins: { at: string; ip: string }[] };
    const recorded = await gateway.query<{ at: Date }>(
      `SELECT occurred_at AS at FROM history_events WHERE subject_user_id = $1 AND type = 'LOGIN_SUCCEEDED' ORDER BY id DESC LIMIT 3`,
      [await idOf(gateway, MASTER)],
    );
    expect(lastLogins).toEqual(recorded.map(({ at }) => ({ at: at.toISOString(), ip: '127.0.0.1' })));
    expect(recorded).toHaveLength(3);
  });

  it('answers in the language of the request, Japanese without one', async () => {
    const refused = { input: { loginId: 'nobody77', loginPassword: 'x' } };
    const english = await gateway.client({ 'accept-language': 'fr, en;q=0.8' }).run('login', refused);
    const japanese = await gateway.client({ 'accept-language': 'ja-JP' }).run('login', refused);
    const unsaid = await gateway.client({ 'accept-language': 'fr' }).run('login', refused);
    expect(english['message']).toMatch(/^The login ID/);
    expect(japanese['message']).toMatch(/^ログインID/);
    expect(unsaid['message']).toBe(japanese['message']);
  });
});
