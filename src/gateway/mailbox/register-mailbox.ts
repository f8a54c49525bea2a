import type { FastifyInstance } from 'fastify';
import type { Mail } from '../../notices/mail';
import { SECURITY_HEADERS } from '../playground/security-headers';
import { MAILBOX_PATH, mailboxPage } from './mailbox-page';

/** Serves the demo's mails as a page. For the demo only: whoever opens it reads everybody's mail. */
export function registerMailbox(app: FastifyInstance, latestMails: () => Promise<readonly Mail[]>): void {
  app.get(MAILBOX_PATH, async (_request, reply) =>
    reply
      .headers(SECURITY_HEADERS)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(mailboxPage(await latestMails())),
  );
}
