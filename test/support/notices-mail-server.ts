import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { eventually } from './eventually';

/** How the mail server meets a mail. */
export type Reception =
  | { readonly kind: 'ACCEPT' }
  /** Answers the recipient with this code and text. */
  | { readonly kind: 'REFUSE'; readonly code: number; readonly text: string }
  /** Takes the connection and never says a word. */
  | { readonly kind: 'SILENT' }
  /** Has taken the whole mail over, but does not get to say so. */
  | { readonly kind: 'SWALLOW' };

export interface ReceivedMail {
  /** The recipients of the envelope. */
  readonly recipients: readonly string[];
  readonly mail: ParsedMail;
  readonly source: string;
}

/** A real SMTP server on loopback that keeps what it receives. */
export interface MailServer {
  /** As MAIL_URL wants it. */
  readonly url: string;
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  /** How many connections there have been. */
  connections(): number;
  receive(reception: Reception): void;
  /** Resolves once so many mails have come in all. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts one, on this port if given. Close it in the end. */
export async function startMailServer(
  port = 0,
  login?: { readonly user: string; readonly pass: string },
): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let reception: Reception = { kind: 'ACCEPT' };
  let connections = 0;
  const server = new SMTPServer({
    disabledCommands: login === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    authOptional: login === undefined,
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      if (username === login?.user && password === login?.pass) done(null, { user: username });
      else done(refusal(535, '5.7.8 wrong'));
    },
    onConnect: (_session, done) => {
      connections += 1;
      if (reception.kind !== 'SILENT') done();
    },
    onRcptTo: (_address, _session, done) => {
      if (reception.kind === 'REFUSE') done(refusal(reception.code, reception.text));
      else done();
    },
    onData: (stream, { envelope }, done) => {
      void readAll(stream).then(async (source) => {
        const mail = await simpleParser(source);
        const swallowed = reception.kind === 'SWALLOW';
        received.push({ recipients: envelope.rcptTo.map(({ address }) => address), mail, source });
        if (!swallowed) done();
      });
    },
  });
  // A client that is killed breaks its connection: no news.
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const { port: bound } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${bound}`,
    port: bound,
    received,
    connections: () => connections,
    receive: (next) => {
      reception = next;
    },
    until: (count) => eventually(() => received.length >= count),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

async function readAll(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
