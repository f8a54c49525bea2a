import { CREDENTIAL_KINDS } from '../../../src/credentials/credential-kind';
import { HISTORY_EVENT_TYPES } from '../../../src/history/history-event';
import type { Notice } from '../../../src/notices/notice';
import { NOTICE_OCCASIONS, occasionOf } from '../../../src/notices/notice-occasion';
import { deviceLabel } from '../../../src/notices/device-label';
import { writeMail } from '../../../src/notices/write-mail';
import en from '../../../src/notices/notices.en.json';
import ja from '../../../src/notices/notices.ja.json';
import { mailboxPage } from '../../../src/gateway/mailbox/mailbox-page';

const SENDER = { address: 'notices@bank.example', name: '関所銀行', subjectPrefix: '【関所】' };

function notice(given: Partial<Notice> = {}, facts: Partial<Notice['facts']> = {}): Notice {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    occasion: 'LOCKED_OUT',
    address: 'user@example.com',
    language: 'ja',
    createdAt: new Date('2026-04-01T03:04:06Z'),
    facts: {
      occurredAt: '2026-03-31T20:04:05.000Z',
      recipientName: '箱根 守',
      organizationName: '関所商事株式会社',
      subjectName: '三島 渡',
      actorName: null,
      credentialKind: 'LOGIN_PASSWORD',
      ip: '203.0.113.7',
      device: 'Chrome / Windows',
      ...facts,
    },
    ...given,
  };
}

describe('R11 › the text of a notice', () => {
  it.each(['subject', 'lead'] as const)('has a %s for every occasion in both languages', (part) => {
    for (const catalogue of [ja, en])
      expect(Object.keys(catalogue[part]).sort()).toEqual([...NOTICE_OCCASIONS].sort());
    for (const occasion of NOTICE_OCCASIONS) {
      expect(ja[part][occasion]).toMatch(/[\u3040-\u30ff]/);
      expect(en[part][occasion]).not.toMatch(/[^\x20-\x7e]/);
    }
  });

  it('has a name for every credential in both languages', () => {
    for (const { credential } of [ja, en])
      expect(Object.keys(credential).sort()).toEqual([...CREDENTIAL_KINDS].sort());
  });

  it('says in Japanese what happened, when in Japan, to whom, and from where', () => {
    const { subject, text } = writeMail(notice(), SENDER);
    expect(subject).toBe('【関所】 一時利用停止(ロックアウト)のお知らせ');
    for (const part of [
      '箱根 守 様',
      '2026年4月1日 5:04:05(日本時間)',
      '契約団体: 関所商事株式会社',
      '対象の利用者: 三島 渡',
      '対象: ログインパスワード',
      '接続元: 203.0.113.7',
      'ご利用端末: Chrome / Windows',
      'お心当たりがない場合',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('操作者');
  });

  it('says the same in English', () => {
    const { text } = writeMail(notice({ language: 'en' }, { actorName: 'Hakone' }), SENDER);
    for (const part of ['Dear 箱根 守,', '1 April 2026', '05:04:05 (Japan time)', 'Done by: Hakone'])
      expect(text).toContain(part);
    expect(text).toContain('If you do not know of this');
  });

  it('of a new device names the device, not the answer that made it known', () => {
    const device = notice({ occasion: 'DEVICE_TRUSTED' }, { credentialKind: 'SECURITY_ANSWER' });
    expect(writeMail(device, SENDER).text).not.toContain('追加認証');
    expect(writeMail(device, SENDER).text).toContain('ご利用端末: Chrome / Windows');
  });

  it('is the same, Message-ID included, however often it is written', () => {
    expect(writeMail(notice(), SENDER)).toEqual(writeMail(notice(), SENDER));
    expect(writeMail(notice(), SENDER).messageId).toBe('<00000000-0000-4000-8000-000000000001@bank.example>');
  });

  it('takes a name for text, in HTML and in replacements', () => {
    const name = `<img src=x onerror=alert(1)> & "$&" '$1'`;
    const { html, text } = writeMail(notice({}, { recipientName: name, subjectName: name }), SENDER);
    expect(text).toContain(`${name} 様`);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;$&amp;&quot; &#39;$1&#39; 様');
  });

  it('has nothing to click and fetches nothing', () => {
    for (const occasion of NOTICE_OCCASIONS) {
      const { html, text } = writeMail(notice({ occasion }), SENDER);
      expect(html).not.toMatch(/href|src=|url\(/i);
      expect(`${html}${text}`).not.toMatch(/https?:/);
    }
  });
});

describe("R11 › the demo's mail page", () => {
  it('shows a mail as text and nothing else', () => {
    const mail = { ...writeMail(notice({ address: '<a>@example.com' }), SENDER), subject: '</h2><script>' };
    const page = mailboxPage([{ ...mail, text: '</pre><script>alert(1)</script>' }]);
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;a&gt;@example.com');
    expect(page).toContain('&lt;/pre&gt;&lt;script&gt;');
  });
});

describe('R11 › occasions', () => {
  it('are lockout, suspension, release, reset, new device, changed credentials and changed rights', () => {
    const told = HISTORY_EVENT_TYPES.filter((type) => occasionOf({ type, reason: null }) !== null);
    expect([...told].sort()).toEqual([
      'ADDITIONAL_AUTHENTICATION_RESET',
      'DEVICE_TRUSTED',
      'LOCKED_OUT',
      'MASTER_REGISTERED',
      'SECRET_CHANGED',
      'SECRET_RESET',
      'SECURITY_ANSWERS_REGISTERED',
      'STAFF_CREATED',
      'SUSPENDED',
      'SUSPENSION_RELEASED',
      'USER_CREATED',
    ]);
    expect(occasionOf({ type: 'USER_UPDATED', reason: 'RIGHTS_CHANGED' })).toBe('RIGHTS_CHANGED');
    expect(occasionOf({ type: 'USER_UPDATED', reason: 'EMAIL_CHANGED' })).toBe('EMAIL_CHANGED');
    expect(occasionOf({ type: 'USER_UPDATED', reason: 'PROFILE_CHANGED' })).toBeNull();
  });

  it('tell what was done on paper from what was done on screen', () => {
    expect(occasionOf({ type: 'SECRET_CHANGED', reason: 'BY_OWNER' })).toBe('SECRET_CHANGED');
    expect(occasionOf({ type: 'SECRET_CHANGED', reason: 'BY_PAPER' })).toBe('PIN_CHANGED');
    expect(occasionOf({ type: 'SECRET_RESET', reason: 'BY_PAPER' })).toBe('SECRET_RESET');
    expect(occasionOf({ type: 'SECRET_RESET', reason: 'INITIALIZED' })).toBe('CREDENTIALS_INITIALIZED');
  });

  it('tell a suspension by somebody from one after lockouts', () => {
    expect(occasionOf({ type: 'SUSPENDED', reason: 'BY_MASTER' })).toBe('SUSPENDED');
    expect(occasionOf({ type: 'SUSPENDED', reason: 'TOO_MANY_LOCKOUTS' })).toBe('SUSPENDED_AFTER_LOCKOUTS');
  });
});

describe('R11 › the device of a notice', () => {
  it('is named by browser and system', () => {
    const chrome =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
    expect(deviceLabel(chrome)).toBe('Chrome / Windows');
  });

  it.each([null, '', 'Call 0120-000-000 now/1.0 (x)', 'https://evil.example/ 1', 'x'.repeat(256)])(
    'is not what a stranger writes: %p',
    (userAgent) => {
      expect(deviceLabel(userAgent)).toBeNull();
    },
  );
});
