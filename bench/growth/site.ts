import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { lockOut } from '../bars/lock';
import type { ServingProcesses } from '../measure/cpu-account';
import type { Http } from '../measure/http';
import type { LoginTry } from '../measure/login-requests';
import { onDatabase } from '../stage/servers';
import type { Stage } from '../stage/stage';
import type { World, WorldSize } from '../stage/world';

/** A gateway in front of its world. */
export interface Site {
  readonly world: World;
  readonly url: string;
  readonly processes: ServingProcesses;
}

const LOOKS_EVERY_MS = 500;

/** Loads a world, starts a gateway in front of it, and has it in the state in which it would be after a quiet night. */
export async function openSite(stage: Stage, http: Http, size: WorldSize): Promise<Site> {
  const world = await stage.ownWorld(size);
  const gateway = await stage.startGateway(world);
  await onDatabase(world.databaseUrl, async (client) => {
    for (let waiting = await unsealed(client); waiting > 0; waiting = await unsealed(client)) {
      stage.progress(`sealing the history: ${waiting} events to go`);
      await sleep(LOOKS_EVERY_MS);
    }
    // What autovacuum would do in some minute of the measurement.
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  });
  await lockOut(http, gateway.url, lockedCustomer(world));
  return { world, url: gateway.url, processes: { gateways: [gateway.pid], ...world.pids } };
}

/** The last customer: locked for the refusals, and left out of the logins. */
export function lockedCustomer(world: World): LoginTry {
  return world.customer(world.size.users - 1);
}

async function unsealed(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::float8 AS count FROM history_unsealed',
  );
  return rows[0]?.count ?? 0;
}
