export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

export interface RedisAccess {
  readonly username?: string;
  readonly password?: string;
  readonly tls: boolean;
}

/** Where Redis is and how it is run. */
export type RedisLocation =
  | ({ readonly kind: 'standalone'; readonly node: RedisNode; readonly database: number } & RedisAccess)
  | ({
      readonly kind: 'sentinel';
      readonly sentinels: readonly RedisNode[];
      readonly masterName: string;
      readonly database: number;
    } & RedisAccess)
  | ({ readonly kind: 'cluster'; readonly nodes: readonly RedisNode[] } & RedisAccess);

/** A Redis setting that cannot be read. The message never repeats the setting, which may hold a password. */
export class RedisLocationInvalid extends Error {
  override readonly name = 'RedisLocationInvalid';
}

const DEFAULT_PORT = { standalone: 6379, sentinel: 26379, cluster: 6379 } as const;

const KINDS = new Map<string, { readonly kind: RedisLocation['kind']; readonly tls: boolean }>([
  ['redis', { kind: 'standalone', tls: false }],
  ['rediss', { kind: 'standalone', tls: true }],
  ['redis+sentinel', { kind: 'sentinel', tls: false }],
  ['rediss+sentinel', { kind: 'sentinel', tls: true }],
  ['redis+cluster', { kind: 'cluster', tls: false }],
  ['rediss+cluster', { kind: 'cluster', tls: true }],
]);

const SHAPE =
  /^(?<scheme>[a-z+]+):\/\/(?:(?<username>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<nodes>[^@/?#]+)(?:\/(?<path>[^?#]*))?$/;
const NODE = /^(?:\[(?<ipv6>[0-9a-fA-F:.]+)\]|(?<name>[^:[\]]+))(?::(?<port>\d{1,5}))?$/;
const EXAMPLES =
  'redis://host:6379/0, redis+sentinel://host:26379,host:26379/master-name/0 or redis+cluster://host:6379,host:6379';

/**
 * Reads one setting for all ways of running Redis; user name and password are percent-encoded as in any URL, and
 * rediss, rediss+sentinel, rediss+cluster speak TLS.
 *
 * @throws RedisLocationInvalid
 */
export function parseRedisLocation(setting: string): RedisLocation {
  const groups = SHAPE.exec(setting)?.groups ?? {};
  const run = KINDS.get(groups['scheme'] ?? '');
  if (run === undefined) throw new RedisLocationInvalid(`The Redis setting must look like ${EXAMPLES}.`);
  const username = decode(groups['username'] ?? '');
  const password = decode(groups['password'] ?? '');
  const access: RedisAccess = {
    tls: run.tls,
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
  };
  const nodes = (groups['nodes'] ?? '').split(',').map((text) => parseNode(text, DEFAULT_PORT[run.kind]));
  const path = (groups['path'] ?? '').split('/');
  return locate(run.kind, nodes, path, access);
}

function locate(
  kind: RedisLocation['kind'],
  nodes: readonly RedisNode[],
  path: readonly string[],
  access: RedisAccess,
): RedisLocation {
  const [first = '', second = ''] = path;
  const [node] = nodes;
  switch (kind) {
    case 'standalone':
      if (node === undefined || nodes.length > 1 || path.length > 1) {
        throw new RedisLocationInvalid(
          'The Redis setting names several hosts: say redis+sentinel or redis+cluster.',
        );
      }
      return { kind, node, database: parseDatabase(first), ...access };
    case 'sentinel':
      if (first === '' || path.length > 2) {
        throw new RedisLocationInvalid('The Redis setting lacks the name of the master after the sentinels.');
      }
      return {
        kind,
        sentinels: nodes,
        masterName: decode(first),
        database: parseDatabase(second),
        ...access,
      };
    case 'cluster':
      if (path.join('') !== '' && path.join('') !== '0') {
        throw new RedisLocationInvalid('A Redis Cluster has only database 0.');
      }
      return { kind, nodes, ...access };
    default: {
      const unknown: never = kind;
      throw new RedisLocationInvalid(`Unknown way of running Redis: ${String(unknown)}`);
    }
  }
}

function parseNode(text: string, defaultPort: number): RedisNode {
  const groups = NODE.exec(text)?.groups;
  const host = groups?.['ipv6'] ?? groups?.['name'];
  const port = Number(groups?.['port'] ?? defaultPort);
  if (host === undefined || port < 1 || port > 65_535) {
    throw new RedisLocationInvalid('A host of the Redis setting is not host or host:port.');
  }
  return { host, port };
}

function parseDatabase(text: string): number {
  if (!/^\d{0,3}$/.test(text))
    throw new RedisLocationInvalid('The database of the Redis setting is not a number.');
  return Number(text);
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new RedisLocationInvalid('The Redis setting holds a % that is not percent-encoding.');
  }
}
