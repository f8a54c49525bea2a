import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { request } from 'undici';

/** A reply of the gateway, about to be falsified. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the gateway was asked. */
export interface Question {
  /** The operation's name, such as `Login`. */
  readonly operation: string;
  readonly variables: string;
}

/** Falsifies a reply; null hangs up. */
export type Lie = (question: Question, reply: Reply) => Reply | null;

/** The gateway at `url` as it would be with a fault: what it answers goes through `lie`. Close it in the end. */
export async function lyingGateway(
  url: string,
  lie: Lie,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const asked = await text(incoming);
      const headers = without(incoming.headers, 'host', 'connection', 'content-length');
      const answer = await request(`${url}${incoming.url ?? ''}`, {
        method: 'POST',
        // The gateway holds the origin against the host it is asked by.
        headers: { ...headers, ...(headers.origin === undefined ? {} : { origin: url }) },
        body: asked,
      });
      const body = await answer.body.text();
      const reply = lie(questionOf(asked), { status: answer.statusCode, headers: answer.headers, body });
      if (reply === null) {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(reply.status, without(reply.headers, 'content-length')).end(reply.body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Headers that belong to one connection or one body are made anew. */
function without(headers: IncomingHttpHeaders, ...names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function questionOf(asked: string): Question {
  const { query, variables } = JSON.parse(asked) as { readonly query: string; readonly variables: unknown };
  const [, operation = ''] = /\b(?:query|mutation) (\w+)/.exec(query) ?? [];
  return { operation, variables: JSON.stringify(variables) };
}
