import type { DemoUser } from '../../../src/demo/demo-accounts';
import type { TestGateway } from '../../support/gateway';
import type { GatewayClient } from '../../support/gateway-client';
import type { Caller } from './authorization-table';
import { CLERK, idOf, loggedIn, MASTER, ODAWARA } from './people';

/** A caller at his stage. */
export interface StagedCaller {
  readonly client: GatewayClient;
  /** Brings the person back to where nothing is required of him and nothing suspended. */
  restore(): Promise<void>;
}

/** Brings a person of the caller's role to the caller's stage, and gives a client that shows what he has. */
export async function callerAt(gateway: TestGateway, { stage, role }: Caller): Promise<StagedCaller> {
  const nothing = (): Promise<void> => Promise.resolve();
  if (role === null) return { client: gateway.client(), restore: nothing };
  const person = { GENERAL: ODAWARA, MASTER, STAFF: CLERK }[role];
  switch (stage) {
    case 'none':
      return { client: gateway.client(), restore: nothing };
    case 'challenge':
      return { client: await challenged(gateway, person), restore: nothing };
    case 'full':
      return { client: await loggedIn(gateway, person), restore: nothing };
    case 'ended': {
      const client = await loggedIn(gateway, person);
      await client.run('logout');
      return { client, restore: nothing };
    }
    case 'required': {
      const client = await loggedIn(gateway, person);
      const userId = await idOf(gateway, person);
      const require = async (required: boolean): Promise<void> => {
        await gateway.query(
          `UPDATE credentials SET must_change = $2 WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD'`,
          [userId, required],
        );
      };
      await require(true);
      return { client, restore: () => require(false) };
    }
    case 'suspended': {
      const client = await loggedIn(gateway, person);
      const userId = await idOf(gateway, person);
      // As an Mth lockout does: it leaves the session where it is, and takes its rights.
      await gateway.query(
        `INSERT INTO attempt_locks (attempt_key, lockouts, suspended_at)
         SELECT attempt_key, 3, now() FROM credentials WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD'`,
        [userId],
      );
      return {
        client,
        restore: async () => {
          await gateway.query(
            `DELETE FROM attempt_locks WHERE attempt_key IN
               (SELECT attempt_key FROM credentials WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD')`,
            [userId],
          );
        },
      };
    }
    default:
      return stage satisfies never;
  }
}

/** Shows the token of a question that waits for its answer. */
async function challenged(
  gateway: TestGateway,
  { loginId, loginPassword }: DemoUser,
): Promise<GatewayClient> {
  const client = gateway.client();
  const { challengeToken } = await client.loginOnly(loginId, loginPassword);
  if (typeof challengeToken !== 'string') throw new Error('no question was asked');
  client.useBearer(challengeToken);
  return client;
}
