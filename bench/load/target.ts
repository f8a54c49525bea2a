import { join } from 'node:path';
import { customerAddress, type LoadAccounts, loginIdOf, LOAD_SECRETS } from '../seed/load-accounts';
import type { Closings } from '../stage/closings';
import { startGatewayProcess } from '../stage/gateway-process';
import { RunServers } from '../stage/run-servers';
import { Connections } from './client';
import type { Population } from './scenario';

/** The gateway cannot be loaded as it is; the message says what to do. */
export class UnfitTarget extends Error {
  override readonly name = 'UnfitTarget';
}

/** A gateway and those who use it. */
export interface Target {
  readonly url: string;
  readonly accounts: LoadAccounts;
}

/**
 * Starts servers and a gateway in `folder`, as for production but on this machine, and loads them. Whatever was started
 * is in `closings`, by process, even if this fails half-way.
 */
export async function startTarget(
  folder: string,
  { users, newcomers }: Population,
  closings: Closings,
  onProgress: (line: string) => void,
  interrupted: AbortSignal,
): Promise<Target> {
  const servers = new RunServers(folder, onProgress, interrupted);
  await closings.add(() => servers.close());
  const world = await servers.world({ users, newcomers, counters: 0 }, 'load');
  const gateway = await startGatewayProcess({
    settings: world.settings,
    logFile: join(folder, 'gateway.log'),
    onProcess: (end) => closings.add(end),
  });
  return { url: gateway.url, accounts: world.accounts };
}

/**
 * Sees whether a gateway that somebody else started can be loaded.
 * @throws UnfitTarget
 */
export async function checkTarget({ url, accounts }: Target, needed: Population): Promise<void> {
  if (accounts.users < needed.users || accounts.newcomers < needed.newcomers) {
    throw new UnfitTarget(
      `The scenario needs at least ${needed.users} users and ${needed.newcomers} newcomers: npm run seed -- --reset --users … --newcomers …`,
    );
  }
  if (accounts.users === 0) return;
  if (accounts.deviceToken === null) {
    throw new UnfitTarget('No device is known of the seeded users: seed them without --no-devices.');
  }
  const connections = new Connections(url);
  try {
    const { deviceToken } = accounts;
    const input = { loginId: loginIdOf(0), loginPassword: LOAD_SECRETS.loginPassword, deviceToken };
    const { member } = await connections.client(customerAddress(0)).run('login', { input });
    if (member !== 'LoggedIn') {
      throw new UnfitTarget(
        `A seeded user cannot log in there (${member}): start the gateway on the seeded servers with TRUST_PROXY=127.0.0.1,::1 and its *_THROTTLE_POINTS=1000000, so that customers and strangers have the addresses that the load gives them.`,
      );
    }
  } finally {
    await connections.close();
  }
}
