import type { ReceivedMail } from '../support/notices-mail-server';
import { startMailServer, type MailServer } from '../support/notices-mail-server';
import { eventually } from '../support/eventually';
import { demoAnswer, type UnionResult } from '../support/gateway-client';
import {
  changeConfirmation,
  changed,
  changeLogin,
  CONFIRMATION,
  LOGIN,
  openChanges,
  TEMPORARY,
} from './changes-stage';
import type { Actor, ChangesStage } from './changes-stage';
import { addNewcomer, form, openedToken, register } from './registration-stage';
import { WRONG, wrongLogins } from './support/entries';
import { MASTER, ODAWARA } from './support/people';
import { DEMO_ORGANIZATION } from '../../src/demo/demo-accounts';

const USER_ADDRESS = 'kojiri@example.com';

let mailServer: MailServer;
let stage: ChangesStage;

beforeAll(async () => {
  mailServer = await startMailServer();
  stage = await openChanges({
    MAIL_URL: mailServer.url,
    MAIL_REQUIRE_TLS: 'off',
    MAIL_SUBJECT_PREFIX: '【関所】',
    NOTICE_POLL_MS: '50',
    CONFIRMATION_PASSWORD_LOCKOUTS_PER_SUSPENSION: '1',
  });
});
afterAll(async () => {
  await stage.close();
  await mailServer.close();
});

/** What has been mailed by the end of `happening`, everything owed before it left out. */
async function mailsOf(happening: () => Promise<unknown>): Promise<readonly ReceivedMail[]> {
  await allSent();
  const before = mailServer.received.length;
  await happening();
  await allSent();
  return mailServer.received.slice(before);
}

async function allSent(): Promise<void> {
  await eventually(async () => {
    const [row] = await stage.gateway.query<{ left: number }>(
      `SELECT count(*)::int AS left FROM notices WHERE sent_at IS NULL`,
    );
    return row?.left === 0;
  });
}

/** As `recipient subject`, without the prefix, in alphabetical order. */
function shown(mails: readonly ReceivedMail[]): string[] {
  return mails
    .map(({ recipients, mail }) => `${recipients.join()} ${String(mail.subject).replace('【関所】 ', '')}`)
    .sort();
}

/** The same occasion told to the English-speaking user and the Japanese-speaking master. */
function toBoth(english: string, japanese: string): string[] {
  return [`${MASTER.email} ${japanese}`, `${USER_ADDRESS} ${english}`].sort();
}

/** A user who reads English, with passwords of his own. */
async function settledReader(): Promise<Actor> {
  const actor = await stage.newcomer({ language: 'EN' });
  await changed(changeLogin(actor.client, TEMPORARY, LOGIN), actor.client);
  await changed(changeConfirmation(actor.client, undefined, CONFIRMATION), actor.client);
  return actor;
}

function asMaster(operation: string, { id }: Actor, given: object = {}): Promise<UnionResult> {
  const { confirmationPassword } = stage;
  return stage.master.run(operation, { input: { userId: id, confirmationPassword, ...given } });
}

describe('R11: mail goes to the user and the master', () => {
  let user: Actor;
  beforeEach(async () => {
    user = await settledReader();
  });

  it('on lockout, and says when, from where and what to do', async () => {
    const mails = await mailsOf(() => wrongLogins(stage.gateway, user.loginId, 5));
    expect(shown(mails)).toEqual(
      toBoth('Locked out for the time being', '一時利用停止(ロックアウト)のお知らせ'),
    );
    for (const { mail, source } of mails) {
      expect(mail.text).toContain('127.0.0.1');
      expect(mail.text).toContain('湖尻 歩');
      expect(`${source}${mail.text ?? ''}${String(mail.html)}`).not.toContain(user.loginId);
      expect(`${source}${mail.text ?? ''}${String(mail.html)}`).not.toContain(WRONG);
    }
    expect(mails.map(({ mail }) => mail.text).join()).toContain('お心当たりがない場合');
  });

  it('on suspension by the master, who is named, and on release', async () => {
    const suspended = await mailsOf(() => asMaster('suspend-user', user));
    expect(shown(suspended)).toEqual(toBoth('Use suspended', '利用停止のお知らせ'));
    for (const { mail } of suspended) expect(mail.text).toContain(MASTER.name);
    expect(shown(await mailsOf(() => asMaster('release-suspension', user)))).toEqual(
      toBoth('Suspension released', '利用停止解除のお知らせ'),
    );
  });

  it('on suspension after lockouts', async () => {
    const mails = await mailsOf(async () => {
      for (let guess = 0; guess < 5; guess += 1) await changeConfirmation(user.client, WRONG, 'Torimachi/6');
    });
    expect(shown(mails)).toEqual(toBoth('Use suspended', '利用停止のお知らせ'));
    for (const { mail } of mails)
      expect(mail.text).toMatch(/repeated lockouts|ロックアウト\)が所定の回数続いた/);
  });

  it.each(['login', 'confirmation'])('on reset of the %s password', async (kind) => {
    const mails = await mailsOf(() =>
      asMaster(`reset-${kind}-password`, user, { temporaryPassword: 'Sennin*3goku' }),
    );
    expect(shown(mails)).toEqual(toBoth('Password reset', 'パスワード再設定のお知らせ'));
    for (const { source } of mails) expect(source).not.toContain('Sennin');
  });

  it('on reset of additional authentication', async () => {
    expect(shown(await mailsOf(() => asMaster('reset-additional-authentication', user)))).toEqual(
      toBoth('Additional authentication reset', '追加認証情報の初期化のお知らせ'),
    );
  });

  it('on changed credentials: either password, and security answers with the device they came from', async () => {
    const passwords = await mailsOf(async () => {
      await changed(changeLogin(user.client, LOGIN, 'Torimachi/6'), user.client);
      await changed(changeConfirmation(user.client, CONFIRMATION, 'Kuwagata,8n'), user.client);
    });
    const once = toBoth('Password changed', 'パスワード変更のお知らせ');
    expect(shown(passwords)).toEqual([...once, ...once].sort());
    const { securityAnswers } = form('');
    const answers = await mailsOf(() =>
      user.client.run('register-security-answers', { input: { answers: securityAnswers } }),
    );
    expect(shown(answers)).toEqual(
      [
        ...toBoth('Security answers registered', '追加認証の質問・回答登録のお知らせ'),
        ...toBoth('New device', '新しいご利用環境のお知らせ'),
      ].sort(),
    );
  });

  it('on changed rights, not on a changed name', async () => {
    const rights = { version: 1, permissions: ['INQUIRY'], limits: { transferYen: 1, collectionYen: 0 } };
    expect(shown(await mailsOf(() => asMaster('update-user', user, rights)))).toEqual(
      toBoth('Permissions changed', '利用権限変更のお知らせ'),
    );
    expect(await mailsOf(() => asMaster('update-user', user, { version: 2, name: '湖尻 渡' }))).toEqual([]);
  });

  it('on a new user', async () => {
    const mails = await mailsOf(() => stage.newcomer({ language: 'EN' }));
    expect(shown(mails)).toEqual(toBoth('New user', '利用者登録のお知らせ'));
    for (const { source } of mails) expect(source).not.toContain(TEMPORARY);
  });

  it('on a new device', async () => {
    const client = stage.gateway.client();
    const challenge = await client.loginOnly(ODAWARA.loginId, ODAWARA.loginPassword);
    const mails = await mailsOf(() => client.answer(challenge, demoAnswer(ODAWARA.loginId, challenge) ?? ''));
    expect(shown(mails)).toEqual(
      [MASTER.email, ODAWARA.email].map((address) => `${address} 新しいご利用環境のお知らせ`),
    );
    expect(await mailsOf(() => client.login(ODAWARA.loginId, ODAWARA.loginPassword))).toEqual([]);
  });

  it('not on a wrong password, a login, a logout or a refused change', async () => {
    const mails = await mailsOf(async () => {
      const client = stage.gateway.client();
      await client.login(user.loginId, WRONG);
      await client.login(user.loginId, LOGIN);
      await changeLogin(client, WRONG, 'Torimachi/6');
      await client.run('logout');
      await asMaster('update-user', user, { version: 7, permissions: ['INQUIRY'] });
    });
    expect(mails).toEqual([]);
  });
});

const CHANGED = { en: 'E-mail address changed', ja: 'メールアドレス変更のお知らせ' };

/** The version of a user, as a master must have seen it. */
async function versionOf(id: string): Promise<number> {
  return (await stage.master.run('user', { id }))['version'] as number;
}

/** Changes particulars as the master and must succeed. */
async function updated(id: string, given: object): Promise<void> {
  const { confirmationPassword } = stage;
  const input = { userId: id, version: await versionOf(id), confirmationPassword, ...given };
  const result = await stage.master.run('update-user', { input });
  if (result.__typename !== 'UserUpdated') throw new Error(JSON.stringify(result));
}

/** The mail to this address; there must be one and no more. */
function to(address: string, mails: readonly ReceivedMail[]): string {
  const [only, ...more] = mails.filter(({ recipients }) => recipients.join() === address);
  if (only === undefined || more.length > 0) throw new Error(`${String(more.length)} more to ${address}`);
  return `${only.mail.text ?? ''}${String(only.mail.html)}`;
}

describe('R11: a changed e-mail address', () => {
  const NEW = 'atarashii@example.net';
  let user: Actor;
  beforeEach(async () => {
    user = await settledReader();
  });

  it('is told to the old address, to the new one and to the master, once each', async () => {
    const mails = await mailsOf(() => updated(user.id, { email: NEW }));
    expect(shown(mails)).toEqual(
      [`${USER_ADDRESS} ${CHANGED.en}`, `${NEW} ${CHANGED.en}`, `${MASTER.email} ${CHANGED.ja}`].sort(),
    );
    const [old, fresh, master] = [USER_ADDRESS, NEW, MASTER.email].map((address) => to(address, mails));
    for (const told of [old, fresh]) {
      expect(told).toContain('湖尻 歩');
      expect(told).toContain(MASTER.name);
      expect(told).toContain('(Japan time)');
      expect(told).toContain('should contact their master user at once');
    }
    expect(old).toContain('from this one to another');
    expect(fresh).not.toContain('from this one to another');
    expect(master).toContain('対象の利用者: 湖尻 歩');
  });

  it('is named to nobody: the old address does not learn the new one, nor the new one the old', async () => {
    for (const { recipients, mail } of await mailsOf(() => updated(user.id, { email: NEW }))) {
      const told = `${String(mail.subject)}${mail.text ?? ''}${String(mail.html)}`;
      expect([recipients.join(), told.includes(NEW)]).toEqual([recipients.join(), false]);
      expect([recipients.join(), told.includes(USER_ADDRESS)]).toEqual([recipients.join(), false]);
    }
  });

  it('is told to the old address in the language and by the name of before', async () => {
    const mails = await mailsOf(() => updated(user.id, { email: NEW, name: '新任 渚', language: 'JA' }));
    expect(shown(mails)).toEqual(
      [`${USER_ADDRESS} ${CHANGED.en}`, `${NEW} ${CHANGED.ja}`, `${MASTER.email} ${CHANGED.ja}`].sort(),
    );
    expect(to(USER_ADDRESS, mails)).toContain('Dear 湖尻 歩,');
    expect(to(USER_ADDRESS, mails)).not.toContain('新任 渚');
    expect(to(NEW, mails)).toContain('新任 渚 様');
  });

  it('that an intruder with the session of the master changes twice in a row is told to each old address', async () => {
    const mails = await mailsOf(async () => {
      await updated(user.id, { email: 'nottori@example.net' });
      await updated(user.id, { email: NEW });
      await asMaster('reset-login-password', user, { temporaryPassword: 'Sennin*3goku' });
    });
    expect(to(USER_ADDRESS, mails)).toContain('from this one to another');
    const toIntruder = mails.filter(({ recipients }) => recipients.join() === 'nottori@example.net');
    expect(toIntruder.map(({ mail }) => mail.text?.includes('from this one to another')).sort()).toEqual([
      false,
      true,
    ]);
  });

  it('of the master himself is told once at the old address and once at the new one', async () => {
    const mine = 'hakone.atarashii@example.net';
    const mails = await mailsOf(() => updated(stage.masterId, { email: mine }));
    expect(shown(mails)).toEqual([`${MASTER.email} ${CHANGED.ja}`, `${mine} ${CHANGED.ja}`].sort());
    expect(to(MASTER.email, mails)).toContain('このメールアドレスから別のものに変更されました');
    expect(to(MASTER.email, mails)).not.toContain(mine);
    await updated(stage.masterId, { email: MASTER.email });
  });

  it('is not told when it is the same as before, nor when the change is refused', async () => {
    const mails = await mailsOf(async () => {
      await updated(user.id, { email: ` ${USER_ADDRESS} ` });
      await asMaster('update-user', user, { version: 7, email: NEW });
      await asMaster('update-user', user, { version: 1, email: NEW, confirmationPassword: WRONG });
      await asMaster('update-user', user, { version: 1, email: 'nowhere' });
    });
    expect(mails).toEqual([]);
    expect(await stage.history(user.id)).not.toContain('USER_UPDATED EMAIL_CHANGED');
    // Clears the failure for the tests to come.
    await updated(user.id, { name: '湖尻 渡' });
  });

  it('is neither made nor told if the old address cannot be told', async () => {
    await stage.gateway.query(
      `ALTER TABLE notices ADD CONSTRAINT full_disk CHECK (occasion <> 'EMAIL_GIVEN_UP') NOT VALID`,
    );
    try {
      const { confirmationPassword } = stage;
      const input = { userId: user.id, version: 1, email: NEW, confirmationPassword };
      const mails = await mailsOf(async () => {
        const { errors } = await stage.master.runRaw('update-user', { input });
        expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
      });
      expect(mails).toEqual([]);
      expect(await stage.master.run('user', { id: user.id })).toMatchObject({
        email: USER_ADDRESS,
        version: 1,
      });
      expect(await stage.history(user.id)).not.toContain('USER_UPDATED EMAIL_CHANGED');
    } finally {
      await stage.gateway.query('ALTER TABLE notices DROP CONSTRAINT full_disk');
    }
  });
});

describe('R11: mail goes to the master alone', () => {
  it('on the lockout of a PIN, which has no user', async () => {
    const { branchCode, accountType, accountNumber } = DEMO_ORGANIZATION;
    const input = { branchCode, accountType, accountNumber, inquiryPin: '0000' };
    const mails = await mailsOf(async () => {
      const client = stage.gateway.client();
      for (let guess = 0; guess < 5; guess += 1) await client.run('open-registration', { input });
    });
    expect(shown(mails)).toEqual([`${MASTER.email} 一時利用停止(ロックアウト)のお知らせ`]);
    expect(mails[0]?.mail.text).toContain('照会用暗証番号');
  });

  it('once, when he has registered', async () => {
    const client = stage.gateway.client();
    const token = await openedToken(client, await addNewcomer(stage.gateway));
    const mails = await mailsOf(() => register(client, { ...form(token), language: 'EN' }));
    expect(shown(mails)).toContain('nagisa@example.com Master user registered');
    expect(new Set(mails.flatMap(({ recipients }) => recipients))).toEqual(new Set(['nagisa@example.com']));
  });
});

describe('R7: a login ID that is nobody’s', () => {
  it('is locked without a mail to anybody', async () => {
    const results: UnionResult[] = [];
    const mails = await mailsOf(async () => {
      results.push(...(await wrongLogins(stage.gateway, 'nobody99', 5)));
    });
    expect(results.at(-1)?.__typename).toBe('LockedOut');
    expect(mails).toEqual([]);
  });
});
