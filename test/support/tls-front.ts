import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { ServerIdentity } from './certificates';

/** Something that speaks TLS in front of a server that does not, as stunnel would. */
export interface TlsFront {
  readonly port: number;
  /** Connections on which a client took the certificate and TLS came about. */
  accepted(): number;
  close(): Promise<void>;
}

/** Passes on what comes over TLS to `port` of this machine. */
export async function startTlsFront(port: number, identity: ServerIdentity, at = 0): Promise<TlsFront> {
  let accepted = 0;
  const server = createServer({ cert: identity.certificate, key: identity.key }, (client) => {
    accepted += 1;
    const behind = connect(port, '127.0.0.1');
    // Either end takes the other with it, however it ends.
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  server.listen(at, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    accepted: () => accepted,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
