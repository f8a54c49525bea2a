import { isIPv4 } from 'node:net';
import { parseRedisLocation } from '../platform/redis/redis-location';

/**
 * Whether `DATABASE_URL` asks for TLS that verifies both chain and name. Only `verify-full` does in every client: what
 * `require` and its like verify differs between libpq and versions of node-postgres (libpq, section 32.19.1).
 */
export function verifiesDatabase(url: string): boolean {
  const modes = new URL(url).searchParams.getAll('sslmode');
  return modes.length > 0 && modes.every((mode) => mode === 'verify-full');
}

/** Whether `DATABASE_URL` brings authorities of its own, which would count instead of `DATABASE_CA`. */
export function namesAuthorities(url: string): boolean {
  return new URL(url).searchParams.has('sslrootcert');
}

/** `url` with the authorities that alone may vouch for the database, as node-postgres takes them. */
export function withAuthorities(url: string, path: string): string {
  const given = new URL(url);
  given.searchParams.set('sslrootcert', path);
  return given.href;
}

/** Whether the database is reached over a network without such TLS. */
export function databaseIsExposed(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  // As node-postgres reads it: a parameter counts before the address, and the last of several.
  const given = searchParams.getAll('host').at(-1) ?? '';
  return !verifiesDatabase(url) && !isOnThisMachine(given === '' ? decoded(hostname) : given);
}

/** Nobody's host if it cannot be decoded. */
function decoded(hostname: string): string {
  try {
    return decodeURIComponent(hostname);
  } catch {
    return '';
  }
}

/** Whether Redis speaks TLS, which is verified always. */
export function verifiesRedis(url: string): boolean {
  return parseRedisLocation(url).tls;
}

/**
 * Whether Redis is reached over a network without TLS. Sentinels and nodes of a cluster name further servers as they go,
 * so that where they are themselves says nothing.
 */
export function redisIsExposed(url: string): boolean {
  const location = parseRedisLocation(url);
  if (location.tls) return false;
  return location.kind !== 'standalone' || !isOnThisMachine(location.node.host);
}

/** A loopback address (RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3), its name (RFC 6761), or a Unix socket. */
function isOnThisMachine(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (address === 'localhost' || address === '::1' || address.startsWith('/')) return true;
  return isIPv4(address) && address.startsWith('127.');
}
