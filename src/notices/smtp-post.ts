import { createTransport } from 'nodemailer';
import type { Mail, Post } from './mail';
import type { DispatchSettings, SmtpSettings } from './notice-settings';
import { requireOneMailbox } from './unsafe-address';

/** Hands mail to a mail server by SMTP, one connection a mail. */
export class SmtpPost implements Post {
  private readonly transport: ReturnType<typeof createTransport>;

  constructor(
    { host, port, secure, requireTls, login }: SmtpSettings,
    private readonly settings: Pick<DispatchSettings, 'sendTimeoutMs'>,
  ) {
    const { sendTimeoutMs } = settings;
    this.transport = createTransport({
      host,
      port,
      secure,
      requireTLS: !secure && requireTls,
      ...(login === null ? {} : { auth: login }),
      connectionTimeout: sendTimeoutMs,
      greetingTimeout: sendTimeoutMs,
      socketTimeout: sendTimeoutMs,
      dnsTimeout: sendTimeoutMs,
      // A mail is written from the outbox alone; nothing in it makes the mailer read files or fetch anything.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ messageId, from, to, subject, date, language, text, html }: Mail): Promise<void> {
    requireOneMailbox(to);
    await this.transport.sendMail({
      messageId,
      date,
      subject,
      text,
      html,
      from,
      // The recipient is who the outbox says, not who a header could be read to name.
      to: { name: '', address: to },
      envelope: { from: from.address, to: [to] },
      // RFC 3834, section 5: no out-of-office answers.
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
      // The timeouts above begin anew with every answer; this one bounds the whole.
      signal: AbortSignal.timeout(this.settings.sendTimeoutMs),
    });
  }
}
