import type { ReceivedMail } from '../support/notices-mail-server';
import { startMailServer, type MailServer } from '../support/notices-mail-server';
import { eventually } from '../faults/support/eventually';
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
