import { join } from 'node:path';
import { Client } from 'pg';
import { gatewayEnvironment, startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient, UnionResult } from '../support/gateway-client';
import { startGatewayProcess } from '../support/gateway-process';
import { temporaryFolder } from '../support/temporary-folder';
import { Clerk, newReference } from './support/paper';
import { idOf } from './support/people';
import { runStaff, typeStaff, type StaffCommandResult } from './support/staff-command';

/** A colleague as the operator enters him, with what he sets himself at his first login. */
interface Colleague {
  readonly name: string;
  readonly email: string;
  readonly loginId: string;
  readonly temporary: string;
  readonly loginPassword: string;
  readonly confirmationPassword: string;
}

const IWASE: Colleague = {
  name: '岩瀬 窓香',
  email: 'iwase@bank.example',
  loginId: 'mado4kado',
  temporary: 'Kari=31tsu',
  loginPassword: 'Hikeshi%62',
  confirmationPassword: 'Yagura+18w',
};
const KUWANA: Colleague = {
  name: '桑名 渉',
  email: 'kuwana@bank.example',
  loginId: 'wata7rase',
  temporary: 'Asu-no-94z',
  loginPassword: 'Tsuribune&3',
  confirmationPassword: 'Shichiri*52',
};

const CONTRACT = {
  kind: 'OPEN_CONTRACT',
  account: { branchCode: '310', accountType: 'ORDINARY', accountNumber: '4433221' },
  organizationName: '舞阪水産株式会社',
  newPins: { inquiryPin: '6038', transferPin: '1947', confirmationPin: '8520', approvalPin: '3716' },
};

function add(env: NodeJS.ProcessEnv, who: Colleague): Promise<StaffCommandResult> {
  return runStaff(env, ['add', '--name', who.name, '--email', who.email], [who.loginId, who.temporary]);
}

async function rowsOf<Row extends object>(env: NodeJS.ProcessEnv, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: env['DATABASE_URL'] ?? '' });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Does all that a first login asks for. */
async function settleIn(client: GatewayClient, who: Colleague): Promise<UnionResult> {
  const step = async (operation: string, input: object): Promise<UnionResult> => {
    const result = await client.run(operation, { input });
    if (typeof result['sessionToken'] === 'string') client.useBearer(result['sessionToken']);
    return result;
  };
  await step('change-login-password', {
    currentLoginPassword: who.temporary,
    newLoginPassword: who.loginPassword,
  });
  await step('change-confirmation-password', { newConfirmationPassword: who.confirmationPassword });
  await step('register-security-answers', {
    answers: [
      { questionId: 4, answer: '銀河鉄道の夜' },
      { questionId: 6, answer: '体育' },
      { questionId: 9, answer: '漁師' },
    ],
  });
  return client.run('viewer');
}

describe('R6: npm run staff, on a service without any staff', () => {
  let env: NodeJS.ProcessEnv;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ env, drop } = await gatewayEnvironment());
  });
  afterAll(() => drop());

  it('adds the first staff, who set their secrets anew and carry a form through with four eyes', async () => {
    const before = await runStaff(env, ['list']);
    expect(before).toMatchObject({ code: 0, stdout: expect.stringMatching(/^id +login +name\n$/) });
    expect(before.stderr).toContain('There are 0 staff. The helpdesk needs 3');

    const first = await add(env, IWASE);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Added [0-9a-f-]{36}\./) });
    expect(first.stderr).toContain('neither verifies nor executes it');
    expect((await add(env, KUWANA)).stderr).toContain('restored by two others');
    const said = JSON.stringify([first, await runStaff(env, ['list'])]);
    expect(said).toContain('temporary password');
    expect(said).toContain('岩瀬 窓香 <iwase@bank.example>');
    for (const secret of [IWASE.loginId, IWASE.temporary, KUWANA.loginId]) expect(said).not.toContain(secret);

    const gateway = await startGatewayProcess(env);
    try {
      const [a, b] = [gateway.client(), gateway.client()];
      const login = await a.login(IWASE.loginId, IWASE.temporary);
      expect(login).toMatchObject({
        __typename: 'LoggedIn',
        viewer: {
          requiredActions: [
            'CHANGE_LOGIN_PASSWORD',
            'SET_CONFIRMATION_PASSWORD',
            'REGISTER_SECURITY_ANSWERS',
          ],
        },
      });
      const refused = (await a.runRaw('paper-procedures')).errors[0];
      expect(refused?.extensions.code).toBe('ACTION_REQUIRED');
      expect(await settleIn(a, IWASE)).toMatchObject({ role: 'STAFF', requiredActions: [] });
      await b.login(KUWANA.loginId, KUWANA.temporary);
      await settleIn(b, KUWANA);

      const received = await a.run('receive-paper-procedure', {
        input: {
          ...CONTRACT,
          formReference: newReference(),
          confirmationPassword: IWASE.confirmationPassword,
        },
      });
      const procedureId = (received['procedure'] as { readonly id: string }).id;
      const step = (client: GatewayClient, operation: string, who: Colleague): Promise<UnionResult> =>
        client.run(operation, { input: { procedureId, confirmationPassword: who.confirmationPassword } });
      const own = await step(a, 'verify-paper-procedure', IWASE);
      expect(own).toMatchObject({ __typename: 'NotApplicable', code: 'OWN_RECEIPT' });
      const verified = await step(b, 'verify-paper-procedure', KUWANA);
      expect(verified.__typename).toBe('PaperProcedureVerified');
      const executed = await step(b, 'execute-paper-procedure', KUWANA);
      expect(executed).toMatchObject({
        __typename: 'PaperProcedureExecuted',
        procedure: { receivedBy: { name: IWASE.name }, executedBy: { name: KUWANA.name } },
      });
    } finally {
      await gateway.kill('SIGTERM');
    }
  });

  it('R11: records it sealed, without a secret, and writes to the new colleague', async () => {
    const events = await rowsOf(
      env,
      `SELECT e.actor_user_id AS actor, e.ip, e.reason, u.name, k.chain
         FROM history_events e JOIN users u ON u.id = e.subject_user_id LEFT JOIN history_links k ON k.event_id = e.id
        WHERE e.type = 'STAFF_CREATED' ORDER BY e.id`,
    );
    const event = { actor: null, ip: null, reason: 'BY_OPERATOR', chain: 'service' };
    expect(events).toEqual([
      { ...event, name: IWASE.name },
      { ...event, name: KUWANA.name },
    ]);
    const notices = await rowsOf(
      env,
      `SELECT address, language FROM notices WHERE occasion = 'USER_CREATED' ORDER BY created_at`,
    );
    expect(notices).toEqual([
      { address: IWASE.email, language: 'ja' },
      { address: KUWANA.email, language: 'ja' },
    ]);
  });

  it('R1: tells every violation at once, quotes none, and adds nobody', async () => {
    const count = (): Promise<object[]> => rowsOf(env, 'SELECT count(*) FROM users');
    const before = await count();
    const refused = await runStaff(env, ['add', '--name', ' ', '--email', 'no address'], ['ab 1', 'Himitsu']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^Nobody was added:/);
    for (const line of [
      'login ID: Too short.',
      'login ID: Use half-width letters, digits and symbols only; no spaces.',
      'temporary login password: Include at least one digit.',
      'name: This entry is required.',
      'e-mail address: This is not an e-mail address.',
    ]) {
      expect(refused.stderr).toContain(`  ${line}\n`);
    }
    expect(refused.stderr).not.toMatch(/ab 1|Himitsu/);

    const again = await add(env, { ...KUWANA, loginId: IWASE.loginId, email: 'other@bank.example' });
    expect(again.stderr).toContain('login ID: This login ID cannot be used.');
    const namesake = await add(env, { ...KUWANA, loginId: 'wata8rase' });
    expect(namesake.stderr).toContain('Another member of staff has this address.');
    expect([again.code, namesake.code]).toEqual([1, 1]);
    expect(await count()).toEqual(before);
  });

  it('on a terminal asks twice, shows nothing of it, and adds nobody if the entries differ', async () => {
    const { name, loginId, temporary } = { ...IWASE, name: '舞坂 灯', loginId: 'akari2bun' };
    const args = ['add', '--name', name, '--email', 'akari@bank.example', '--language', 'en'];
    const differing = await typeStaff(env, args, [loginId, 'akari3bun']);
    expect(differing.stdout).toContain('The two entries differ.');
    expect(differing.code).toBe(2);
    const typed = await typeStaff(env, args, [loginId, loginId, temporary, temporary]);
    expect(typed.code).toBe(0);
    expect(typed.stdout).toMatch(/Login ID: \s+Login ID, again: \s+Temporary login password: /);
    expect(typed.stdout).toContain('Added ');
    for (const entry of [loginId, 'akari3bun', temporary]) expect(typed.stdout).not.toContain(entry);
    expect((await runStaff(env, ['list'])).stderr).toBe('');
  });

  it('explains itself on wrong usage, with exit code 2, and does not repeat a secret given as an argument', async () => {
    const wrong = await runStaff(env, ['add', '--login-password', 'Himitsu-42x']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('npm run staff -- add --name NAME --email ADDRESS [--language ja|en]');
    expect(wrong.stderr).not.toContain('Himitsu-42x');
  });

  it('wants two lines, and says which server is away without telling its password', async () => {
    const args = ['add', '--name', 'N', '--email', 'n@bank.example'];
    expect(await runStaff(env, args, ['mado5kado'])).toMatchObject({
      code: 2,
      stderr: 'Standard input is to hold two lines: login ID and temporary login password.\n',
    });
    const away = await runStaff({ ...env, DATABASE_URL: 'postgres://user:Himitsu-42x@127.0.0.1:1/none' }, [
      'list',
    ]);
    expect(away).toEqual({
      code: 2,
      stdout: '',
      stderr: 'The database cannot be used (ECONNREFUSED): start it, or correct DATABASE_URL.\n',
    });
  });
});

describe('R6: npm run staff -- remove', () => {
  let gateway: TestGateway;

  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  const remove = async (loginId: string, ...options: string[]): Promise<StaffCommandResult> =>
    runStaff(gateway.env, ['remove', '--id', await idOf(gateway, { loginId }), ...options]);

  it('ends sessions and login, frees the login ID, and leaves the forms with the name of who took a step', async () => {
    const [a, b] = [await Clerk.at(gateway, 1), await Clerk.at(gateway, 2)];
    const { newPins } = CONTRACT;
    const procedureId = await a.received('CHANGE_PINS', { newPins });
    await gateway.client().login('helpdesk1', 'Chigau-0ne');
    const removed = await remove('helpdesk1');
    expect(removed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Removed\./) });
    expect(removed.stderr).toContain('There are 2 staff');

    expect((await a.client.runRaw('viewer')).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const { loginId, loginPassword } = a.person;
    expect((await gateway.client().login(loginId, loginPassword)).__typename).toBe('InvalidCredentials');
    expect(await b.carryOut(procedureId)).toMatchObject({
      __typename: 'PaperProcedureExecuted',
      procedure: { receivedBy: { name: a.person.name } },
    });
    const events = await gateway.query(
      `SELECT e.reason, e.actor_user_id AS actor, u.login_id AS "loginId", u.email FROM history_events e
         JOIN users u ON u.id = e.subject_user_id WHERE e.type = 'STAFF_REMOVED'`,
    );
    expect(events).toEqual([{ reason: 'BY_OPERATOR', actor: null, loginId: null, email: null }]);
    const again = await add(gateway.env, { ...IWASE, loginId, email: a.person.email });
    expect(again.code).toBe(0);
    expect((await gateway.client().login(loginId, IWASE.temporary)).__typename).toBe('LoggedIn');
  });

  it('leaves two for four eyes, however many are removed at once, unless it is forced to', async () => {
    const results = await Promise.all(['helpdesk1', 'helpdesk2', 'helpdesk3'].map((one) => remove(one)));
    expect(results.map(({ code }) => code).sort()).toEqual([0, 1, 1]);
    expect(results.map(({ stderr }) => stderr).join('')).toContain('too few would be left');
    const left = await gateway.query<{ id: string }>(
      `SELECT id FROM users WHERE role = 'STAFF' AND removed_at IS NULL`,
    );
    expect(left).toHaveLength(2);
    const [id = ''] = left.map((row) => row.id);
    expect((await runStaff(gateway.env, ['remove', '--id', id, '--force'])).code).toBe(0);
    const gone = await runStaff(gateway.env, ['remove', '--id', id, '--force']);
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining('no member of staff of this id') });
  });

  it('touches nobody but staff', async () => {
    const refused = await remove('odawara1', '--force');
    expect(refused.stderr).toContain('no member of staff of this id');
    expect((await gateway.client().login('odawara1', 'Kamaboko~31')).__typename).toBe('LoggedIn');
  });

  it('makes a form that was to restore the one who left not applicable', async () => {
    const [a, b] = [await Clerk.at(gateway, 1), await Clerk.at(gateway, 2)];
    const entries = {
      account: null,
      staffEmail: 'helpdesk3@example.com',
      temporaryLoginPassword: 'Kago%73haru',
    };
    const id = await a.received('RESTORE_STAFF', entries);
    await remove('helpdesk3');
    const late = await b.carryOut(id);
    expect(late).toMatchObject({ __typename: 'NotApplicable', code: 'NO_STAFF_MEMBER' });
    expect((await b.reject(id, 'NO_LONGER_APPLICABLE')).__typename).toBe('PaperProcedureRejected');
    const unknown = await a.receive('RESTORE_STAFF', entries);
    expect(unknown).toMatchObject({ violations: [{ code: 'UNKNOWN_STAFF_MEMBER' }] });
  });
});

describe('npm run staff without any setting', () => {
  it('works on the private servers of a data folder that no gateway runs', async () => {
    const folder = await temporaryFolder();
    const env = { DATA_DIR: join(folder.path, 'data') };
    try {
      expect((await add(env, IWASE)).code).toBe(0);
      const listed = await runStaff(env, ['list']);
      expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining(IWASE.email) });
    } finally {
      await folder.remove();
    }
  }, 120_000);
});
