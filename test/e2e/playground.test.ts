import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { DEMO_ORGANIZATION, DEMO_USERS, type DemoUser } from '../../src/demo/demo-accounts';
import { launchChromium, type LaunchedChromium } from '../support/chromium';
import { startGateway, type TestGateway } from '../support/gateway';
import { demoAnswer } from '../support/gateway-client';
import { PlaygroundPage } from '../support/playground-page';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const [master] = DEMO_USERS.filter(({ role }) => role === 'MASTER') as [DemoUser];
const generals = DEMO_USERS.filter(({ role }) => role === 'GENERAL') as [DemoUser, ...DemoUser[]];
const [general] = generals;

/** Where to keep the screenshots, such as docs/images; by default they go with the test. */
const pictures = process.env['SCREENSHOTS_DIR'];

/** Pictures show the address that a reader will have; else any free port does. */
const PORT = pictures === undefined ? '0' : '4000';

interface ShownUser {
  readonly loginId: string;
  readonly role: string;
  readonly credentials: readonly { readonly kind: string; readonly status: string }[];
}

interface Users {
  readonly edges: readonly { readonly node: ShownUser }[];
}

/** The general users and the status of their login passwords, as the tab `users` shows them. */
async function statuses(playground: PlaygroundPage): Promise<Record<string, string | undefined>> {
  const { edges } = (await playground.run('users')) as unknown as Users;
  return Object.fromEntries(
    edges
      .filter(({ node }) => node.role === 'GENERAL')
      .map(({ node: { loginId, credentials } }) => [
        loginId,
        credentials.find(({ kind }) => kind === 'LOGIN_PASSWORD')?.status,
      ]),
  );
}

/** Enters wrong passwords for the general user from elsewhere, sitting out the locks, until the answer is `outcome`. */
async function guessUntil(gateway: TestGateway, outcome: 'LockedOut' | 'Suspended'): Promise<void> {
  const stranger = gateway.client();
  for (let guesses = 0; guesses < 30; guesses += 1) {
    const { __typename, retryAfterSeconds } = await stranger.login(general.loginId, 'Not-his-1');
    if (__typename === outcome) return;
    if (__typename === 'LockedOut') await wait(Number(retryAfterSeconds) * 1_000);
  }
  throw new Error(`Never ${outcome}.`);
}

describe('the GraphQL Playground', () => {
  let gateway: TestGateway;
  let browser: LaunchedChromium;
  let folder: TemporaryFolder;
  let page: Page;
  let playground: PlaygroundPage;
  const photograph = (name: string) =>
    page.screenshot({ path: join(pictures ?? folder.path, `${name}.png`), animations: 'disabled' });
  const requested: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    // A lockout long enough to be seen in the list, short enough to sit out two of them.
    gateway = await startGateway({ PORT, PLAYGROUND: 'on', LOCKOUT_SECONDS: '5' });
    folder = await temporaryFolder();
    browser = await launchChromium();
    page = await browser.context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    playground = new PlaygroundPage(page);
    await playground.open(`${gateway.url}/playground`);
  }, 600_000);

  afterAll(async () => {
    await browser.close();
    await gateway.close();
    await folder.remove();
  });

  describe('on a first visit to the demo', () => {
    it('opens with a tab for each main operation', async () => {
      for (const name of [
        'login',
        'viewer',
        'users',
        'answerSecurityQuestion',
        'createUser',
        'updateUser',
        'resetLoginPassword',
        'suspendUser',
        'releaseSuspension',
        'submitApprovalRequest',
        'approvalRequests',
        'approve',
        'logout',
        'openRegistration',
        'registerMasterUser',
      ]) {
        await page.getByText(name, { exact: true }).first().waitFor();
      }
    });

    it('asks the master a question, because the browser is new to him', async () => {
      const challenge = await playground.run('login');
      expect(challenge.__typename).toBe('AdditionalAuthenticationRequired');
      const answers = master.securityAnswers.map(({ answer }) => answer).join(' / ');
      const token = String(challenge['challengeToken']);
      await playground.fillIn(
        'answerSecurityQuestion',
        '"challengeToken": ""',
        `"challengeToken": "${token}"`,
      );
      await playground.fillIn('answerSecurityQuestion', answers, demoAnswer(master.loginId, challenge) ?? '');
      expect(await playground.run('answerSecurityQuestion')).toMatchObject({
        __typename: 'LoggedIn',
        viewer: { name: master.name },
      });
    });

    it('knows the browser from then on: the first tab as it stands logs in', async () => {
      expect(await playground.run('login')).toMatchObject({
        viewer: { name: master.name },
        sessionToken: null,
      });
      await photograph('playground-login');
    });

    it('marks nothing as a mistake', async () => {
      expect(await page.locator('.CodeMirror-lint-mark-error:visible').count()).toBe(0);
    });

    it('keeps the session and the device in cookies that no script reads and no plain connection carries', async () => {
      const cookies = await browser.context.cookies();
      expect(cookies.map(({ name }) => name).sort()).toEqual(['__Host-sekisho', '__Host-sekisho-device']);
      for (const cookie of cookies) {
        expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
      }
      expect(await page.evaluate('document.cookie')).toBe('');
    });

    it('shows who is logged in', async () => {
      expect(await playground.run('viewer')).toMatchObject({
        name: master.name,
        organization: { name: DEMO_ORGANIZATION.name },
        lastLogins: [{ ip: '127.0.0.1' }, { ip: '127.0.0.1' }],
      });
    });

    it('shows the general users, all of them able to log in', async () => {
      expect(await statuses(playground)).toEqual(
        Object.fromEntries(generals.map(({ loginId }) => [loginId, 'ACTIVE'])),
      );
    });

    it('shows whom wrong passwords have locked out', async () => {
      await guessUntil(gateway, 'LockedOut');
      expect(await statuses(playground)).toMatchObject({ [general.loginId]: 'LOCKED_OUT' });
    });

    it('shows whom repeated lockouts have suspended', async () => {
      await guessUntil(gateway, 'Suspended');
      expect(await statuses(playground)).toMatchObject({ [general.loginId]: 'SUSPENDED' });
      await playground.scrollTo('"SUSPENDED"');
      await photograph('playground-users');
    });

    it('releases the suspended user with the tab as it stands, and he logs in at once', async () => {
      expect(await playground.run('releaseSuspension')).toMatchObject({
        __typename: 'SuspensionReleased',
        user: { loginId: general.loginId },
      });
      expect(await statuses(playground)).toMatchObject({ [general.loginId]: 'ACTIVE' });
      const { __typename } = await gateway.client().login(general.loginId, general.loginPassword);
      expect(__typename).toBe('LoggedIn');
    });

    it('suspends him with the tab as it stands', async () => {
      expect(await playground.run('suspendUser')).toMatchObject({
        __typename: 'UserSuspended',
        user: { loginId: general.loginId },
      });
    });

    it('creates a general user with the tab as it stands', async () => {
      const { user } = (await playground.run('createUser')) as unknown as { readonly user: ShownUser };
      expect(await statuses(playground)).toMatchObject({ [user.loginId]: 'ACTIVE' });
    });

    it('gives a general user rights and a new temporary password with the tabs as they stand', async () => {
      expect(await playground.run('updateUser')).toMatchObject({
        __typename: 'UserUpdated',
        user: { name: general.name, permissions: ['INQUIRY', 'TRANSFER_REQUEST', 'TRANSFER_APPROVE'] },
      });
      expect(await playground.run('resetLoginPassword')).toMatchObject({
        __typename: 'LoginPasswordReset',
        user: { name: general.name },
      });
    });

    it('submits data to that user with the tab as it stands', async () => {
      expect(await playground.run('submitApprovalRequest')).toMatchObject({
        __typename: 'ApprovalRequestSubmitted',
        approvalRequest: { state: 'PENDING_APPROVAL', approver: { name: general.name } },
      });
    });

    it('logs out, and the session is gone while the device stays known', async () => {
      expect(await playground.run('logout')).toEqual({ ok: true });
      expect(await browser.context.cookies()).toMatchObject([{ name: '__Host-sekisho-device' }]);
    });

    it('R2: registers the master of a new organization, the token pasted from one tab into the next', async () => {
      const { registrationToken } = await playground.run('openRegistration');
      const field = '"registrationToken": "';
      await playground.fillIn('registerMasterUser', field, `${field}${String(registrationToken)}`);
      expect(await playground.run('registerMasterUser')).toMatchObject({
        __typename: 'MasterRegistered',
        user: { role: 'MASTER' },
      });
    });
  });

  it('shows the descriptions of the schema', async () => {
    await playground.selectTab('login');
    await page.getByText('Docs', { exact: true }).first().click();
    await page.getByText('LoginResult!').first().click();
    await page.getByText('Wrong entries are counted').waitFor();
    await photograph('playground-docs');
  });

  it('shows the schema', async () => {
    await page.reload();
    await page.getByText('Schema', { exact: true }).first().click();
    await playground.untilShown('A person who uses the service.');
  });

  it('shows the history', async () => {
    await page.reload();
    await page.getByText('History', { exact: true }).first().click();
    await page.getByText('No History yet').waitFor();
  });

  it('asks nobody but its own origin', () => {
    expect(requested.length).toBeGreaterThan(5);
    expect(
      requested.filter((url) => !url.startsWith('data:') && new URL(url).origin !== gateway.url),
    ).toEqual([]);
  });

  it('breaks none of the rules that the page sets itself', () => {
    expect(complaints).toEqual([]);
  });

  it('saves nothing of it in the browser', async () => {
    await page.goto(`${gateway.url}/playground/assets/nothing`);
    // Another page of the same origin, where the storage is the browser's own.
    expect(await page.evaluate('[localStorage.length, sessionStorage.length].join()')).toBe('0,0');
  });
});
