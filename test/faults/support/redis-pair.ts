import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { privateRedis } from '../../support/redis';
import { eventually } from '../../support/eventually';

/** A primary and its replica behind one address that gateways connect to. */
export interface RedisPair {
  readonly url: string;
  /** The replica hears nothing more of the primary: what is written from now on will be lost. */
  part(): Promise<void>;
  /** The primary is killed, and the address is the replica's from now on. */
  failOver(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts both, and waits until the replica follows. */
export async function startRedisPair(): Promise<RedisPair> {
  const [primary, replica] = await Promise.all([privateRedis(), privateRedis()]);
  const address = await switchboard(primary.port);
  const admin = new Redis(replica.url);
  const { password } = new URL(primary.url);
  await admin.config('SET', 'masterauth', password);
  // Who connects to the address has one password for both.
  await admin.config('SET', 'requirepass', password);
  await admin.replicaof('127.0.0.1', primary.port);
  await eventually(async () => (await admin.info('replication')).includes('master_link_status:up'));
  const url = new URL(primary.url);
  url.port = String(address.port);
  return {
    url: url.href,
    part: async () => {
      await admin.replicaof('NO', 'ONE');
    },
    failOver: async () => {
      await primary.stop('SIGKILL');
      address.lead(replica.port);
    },
    remove: async () => {
      admin.disconnect();
      await address.close();
      await Promise.all([primary.remove(), replica.remove()]);
    },
  };
}

interface Switchboard {
  readonly port: number;
  /** Leads to this port from now on; connections to the one before are broken. */
  lead(port: number): void;
  close(): Promise<void>;
}

/** An address that can be led elsewhere, as the virtual address of a failover is. */
async function switchboard(first: number): Promise<Switchboard> {
  let target = first;
  const sockets = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    const behind = track(connect(target, '127.0.0.1'));
    track(client).pipe(behind).pipe(client);
    client.on('close', () => behind.destroy());
    behind.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    lead: (port) => {
      target = port;
      breakAll();
    },
    close: async () => {
      server.close();
      breakAll();
      await once(server, 'close');
    },
  };
}
