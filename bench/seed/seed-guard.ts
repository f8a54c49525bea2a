import type { Client } from 'pg';
import { parseRedisLocation, type RedisNode } from '../../src/platform/redis/redis-location';
import { NAME_PREFIX, RESERVED_BRANCHES } from './load-accounts';

/** The loader does not do that; its message says what to do. Never holds an address with a password. */
export class SeedingRefused extends Error {
  override readonly name = 'SeedingRefused';
}

/** What the loader made, as a condition on `organizations o`. */
export const OWN_ORGANIZATION = `(o.branch_code BETWEEN '${String(RESERVED_BRANCHES.first)}' AND '${String(RESERVED_BRANCHES.last)}'
  AND starts_with(o.name, '${NAME_PREFIX}'))`;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/** Whether a host is this very machine by any of its loopback names. */
function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * Invented customers, with passwords that everybody knows, have no place beside real ones.
 * @throws SeedingRefused in production and for servers of other machines
 */
export function refuseRealServers(environment: string, databaseUrl: string, redisUrl: string): void {
  if (environment === 'production') {
    throw new SeedingRefused('NODE_ENV is production: users whose passwords are public are not made there.');
  }
  const hosts = [new URL(databaseUrl).hostname, ...redisNodes(redisUrl).map(({ host }) => host)];
  if (!hosts.every(isLoopback)) {
    throw new SeedingRefused(
      'DATABASE_URL and REDIS_URL must name servers of this machine (127.0.0.1, ::1 or localhost).',
    );
  }
}

/** @throws SeedingRefused if the database holds organizations that the loader did not make */
export async function refuseForeignOrganizations(client: Client): Promise<void> {
  const { rows } = await client.query<{ foreign: boolean }>(
    `SELECT EXISTS (SELECT FROM organizations o WHERE NOT ${OWN_ORGANIZATION}) AS foreign`,
  );
  if (rows[0]?.foreign === true) {
    throw new SeedingRefused(
      'The database holds organizations that the loader did not make, such as those of the demo: say --force to load beside them.',
    );
  }
}

/** @throws SeedingRefused if the loader has been here before */
export async function refuseSecondLoad(client: Client): Promise<void> {
  const { rows } = await client.query<{ seeded: boolean }>(
    `SELECT EXISTS (SELECT FROM organizations o WHERE ${OWN_ORGANIZATION}) AS seeded`,
  );
  if (rows[0]?.seeded === true) {
    throw new SeedingRefused('The database holds seeded organizations already: say --reset to replace them.');
  }
}

function redisNodes(url: string): readonly RedisNode[] {
  const location = parseRedisLocation(url);
  switch (location.kind) {
    case 'standalone':
      return [location.node];
    case 'sentinel':
      return location.sentinels;
    case 'cluster':
      return location.nodes;
    default:
      return location satisfies never;
  }
}
