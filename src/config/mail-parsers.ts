import { isEmail } from 'class-validator';
import { z } from 'zod';
import type { Kind } from './parsers';

/** A mail server as `MAIL_URL` names it. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly login: { readonly user: string; readonly pass: string } | null;
}

/** Submission with STARTTLS and with TLS from the first byte (RFC 6409; RFC 8314, section 3). */
const SUBMISSION_PORT = 587;
const SUBMISSIONS_PORT = 465;

/** Null unless `text` names a server and nothing beside it. */
function parseMailServer(text: string): MailServer | null {
  if (!/^smtps?:\/\//.test(text) || !URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  const login = decoded(username, password);
  const extra = `${pathname === '/' ? '' : pathname}${search}${hash}`;
  if (hostname === '' || extra !== '' || login === undefined) return null;
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? SUBMISSIONS_PORT : SUBMISSION_PORT) : Number(port),
    secure,
    login,
  };
}

/** Undefined if only half a login is given, or one that cannot be decoded. */
function decoded(username: string, password: string): MailServer['login'] | undefined {
  if (username === '' && password === '') return null;
  if (username === '' || password === '') return undefined;
  try {
    return { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}

/** Where mail is handed over by SMTP. */
export const mailServer: Kind<MailServer> = {
  parser: z.string().transform((text, context) => {
    const server = parseMailServer(text);
    if (server !== null) return server;
    context.addIssue({ code: 'custom', message: 'not a mail server' });
    return z.NEVER;
  }),
  wanted: 'smtp://user:password@host:port or smtps://user:password@host:port, the login optional',
};

/** One address, without a name. */
export const mailAddress: Kind<string> = {
  parser: z.string().refine((text) => isEmail(text) && !/["\s]/.test(text)),
  wanted: 'a mail address',
};
