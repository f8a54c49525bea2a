import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { loadConfig } from '../../../src/config/load-config';
import { makeAuthority } from '../../support/certificates';
import { developmentEnvironment, productionEnvironment } from './environments';
import { faultyNames, refusalOf } from './faults-of';

const ELSEWHERE = 'postgres://u:pw@db.example/d';

let folder: string;
let certificates: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-'));
  certificates = join(folder, 'ca.pem');
  writeFileSync(
    certificates,
    ['the bank', 'the branch'].map((name) => makeAuthority(name).certificate).join('\n'),
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('in production a server on another machine is reached over verified TLS', () => {
  it.each([
    ['DATABASE_URL', 'plain text', ELSEWHERE],
    ['DATABASE_URL', 'plain text by name', `${ELSEWHERE}?sslmode=disable`],
    ['DATABASE_URL', 'TLS if there happens to be some', `${ELSEWHERE}?sslmode=prefer`],
    ['DATABASE_URL', 'TLS that verifies here, and not in libpq', `${ELSEWHERE}?sslmode=require`],
    ['DATABASE_URL', 'TLS as in libpq', `${ELSEWHERE}?sslmode=require&uselibpqcompat=true`],
    ['DATABASE_URL', 'TLS that verifies no name', `${ELSEWHERE}?sslmode=verify-ca`],
    ['DATABASE_URL', 'TLS that verifies nothing', `${ELSEWHERE}?sslmode=no-verify`],
    ['DATABASE_URL', 'TLS of unknown strictness', `${ELSEWHERE}?ssl=true`],
    ['DATABASE_URL', 'two modes', `${ELSEWHERE}?sslmode=verify-full&sslmode=disable`],
    ['DATABASE_URL', 'another host behind this one', 'postgres://u:pw@127.0.0.1/d?host=db.example'],
    ['DATABASE_URL', 'another host behind a socket', 'postgres://u:pw@%2Frun/d?host=db.example'],
    ['DATABASE_URL', 'the last of two hosts', 'postgres://u:pw@h/d?host=localhost&host=db.example'],
    ['DATABASE_URL', 'a name that begins like this machine', 'postgres://u:pw@localhost.example/d'],
    ['DATABASE_URL', 'an address that looks like this machine', 'postgres://u:pw@127.0.0.1.example/d'],
    ['DATABASE_URL', 'a host that is a socket only when read twice', 'postgres://u:pw@h/d?host=%252Frun'],
    ['DATABASE_URL', 'a host that cannot be read', 'postgres://u:pw@%zz/d'],
    ['DATABASE_URL', 'no host, which PGHOST may give', 'postgres:///d?password=pw'],
    ['REDIS_URL', 'plain text', 'redis://:pw@redis.example'],
    ['REDIS_URL', 'plain text to a cluster', 'redis+cluster://:pw@redis.example'],
    ['REDIS_URL', 'a cluster that begins here', 'redis+cluster://:pw@127.0.0.1:7000'],
    ['REDIS_URL', 'sentinels here, and a master anywhere', 'redis+sentinel://:pw@127.0.0.1/main'],
  ])('refuses %s with %s, unless it is allowed', (name, _, url) => {
    const env = { ...productionEnvironment(), [name]: url };
    expect(faultyNames(env)).toEqual([name]);
    expect(refusalOf(env)?.message).not.toContain('pw');
    expect(faultyNames({ ...env, ALLOW_PLAINTEXT_IN_PRODUCTION: 'yes' })).toEqual([]);
    expect(faultyNames({ ...env, NODE_ENV: 'development' })).toEqual([]);
  });

  it.each([
    ['DATABASE_URL', `${ELSEWHERE}?sslmode=verify-full`],
    ['DATABASE_URL', `${ELSEWHERE}?sslmode=verify-full&sslrootcert=/etc/ca.pem`],
    ['DATABASE_URL', 'postgres://u:pw@127.0.0.1/d'],
    ['DATABASE_URL', 'postgres://u:pw@LOCALHOST:5433/d'],
    ['DATABASE_URL', 'postgres://u:pw@[::1]/d'],
    ['DATABASE_URL', 'postgres://u:pw@%2Frun%2Fpostgresql/d'],
    ['DATABASE_URL', 'postgres://u:pw@db.example/d?host=/run/postgresql'],
    ['REDIS_URL', 'rediss://redis.example'],
    ['REDIS_URL', 'rediss+sentinel://a.example,b.example/main'],
    ['REDIS_URL', 'rediss+cluster://a.example,b.example'],
    ['REDIS_URL', 'redis://127.9.9.9:6379'],
    ['REDIS_URL', 'redis://localhost'],
    ['REDIS_URL', 'redis://[::1]:6379'],
  ])('accepts %s=%s', (name, url) => {
    expect(faultyNames({ ...productionEnvironment(), [name]: url })).toEqual([]);
  });

  it('says what is wanted, and what allows it otherwise', () => {
    const env = { ...productionEnvironment(), DATABASE_URL: ELSEWHERE, REDIS_URL: 'redis://redis.example' };
    expect(refusalOf(env)?.message).toBe(
      [
        'The configuration has faults:',
        '  DATABASE_URL: wanted with sslmode=verify-full for a server on another machine, unless ALLOW_PLAINTEXT_IN_PRODUCTION=yes, in production',
        '  REDIS_URL: wanted with rediss for a server on another machine, unless ALLOW_PLAINTEXT_IN_PRODUCTION=yes, in production',
      ].join('\n'),
    );
  });

  it('refuses an environment that has Node.js believe every certificate', () => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0', ALLOW_PLAINTEXT_IN_PRODUCTION: 'yes' };
    expect(faultyNames({ ...productionEnvironment(), ...env })).toEqual(['NODE_TLS_REJECT_UNAUTHORIZED']);
    expect(faultyNames({ ...developmentEnvironment(), ...env })).toEqual([]);
    expect(faultyNames({ ...productionEnvironment(), NODE_TLS_REJECT_UNAUTHORIZED: '1' })).toEqual([]);
  });
});

describe('the authorities of a server', () => {
  const verified = `${ELSEWHERE}?sslmode=verify-full`;

  it('are those that node-postgres and ioredis are handed', () => {
    const { database, redis } = loadConfig({
      ...developmentEnvironment(),
      DATABASE_URL: verified,
      DATABASE_CA: certificates,
      REDIS_URL: 'rediss://redis.example',
      REDIS_CA: certificates,
    });
    const { ssl, host } = new Client({ connectionString: database.url ?? '' }) as unknown as {
      readonly ssl: object;
      readonly host: string;
    };
    expect({ ssl, host }).toEqual({ ssl: { ca: redis.ca }, host: 'db.example' });
    expect(redis.ca?.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  it.each([
    ['DATABASE_CA', { DATABASE_URL: ELSEWHERE }],
    ['DATABASE_CA', { DATABASE_URL: `${ELSEWHERE}?sslmode=require` }],
    ['DATABASE_CA', { DATABASE_URL: `${verified}&sslrootcert=/etc/other.pem` }],
    ['DATABASE_CA', {}],
    ['REDIS_CA', { REDIS_URL: 'redis://redis.example' }],
    ['REDIS_CA', {}],
  ])('%s is refused where nobody would be held against it: %j', (name, urls) => {
    expect(faultyNames({ ...developmentEnvironment(), ...urls, [name]: certificates })).toEqual([name]);
  });

  it.each([
    ['is not there', () => join(folder, 'missing.pem')],
    ['holds no certificate', () => written('none.pem', 'hello')],
    [
      'holds a broken one',
      () => written('broken.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'),
    ],
  ])('a file that %s is a fault, by name, at the start', (_, path) => {
    const env = {
      ...developmentEnvironment(),
      DATABASE_URL: verified,
      DATABASE_CA: path(),
      REDIS_URL: 'rediss://redis.example',
      REDIS_CA: path(),
    };
    expect(faultyNames(env).sort()).toEqual(['DATABASE_CA', 'REDIS_CA']);
    expect(refusalOf(env)?.message).not.toContain(folder);
  });

  const written = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
});
