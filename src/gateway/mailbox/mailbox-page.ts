import { escapeHtml } from '../../notices/html-text';
import type { Mail } from '../../notices/mail';

/** Where the page is served. */
export const MAILBOX_PATH = '/mail';

/** The HTML page that lists mails as plain text; it has no script, no style and no picture. */
export function mailboxPage(mails: readonly Mail[]): string {
  const items = mails.map(
    ({ to, subject, date, text }) =>
      `<article><h2>${escapeHtml(subject)}</h2>
<p>${escapeHtml(to)} · <time>${escapeHtml(date.toISOString())}</time></p>
<pre>${escapeHtml(text)}</pre></article>`,
  );
  return `<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><meta name="robots" content="noindex"><title>Sekisho · Mail</title></head>
<body>
<h1>Mail</h1>
<p>The latest mails of this demo, newest first. None of them has left the gateway: no MAIL_URL is set.</p>
${items.length === 0 ? '<p>No mail yet.</p>' : items.join('\n<hr>\n')}
</body>
</html>
`;
}
