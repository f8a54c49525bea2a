import fc from 'fast-check';
import { parseRedisLocation, RedisLocationInvalid } from '../../../src/platform/redis/redis-location';

describe('one setting says where Redis is', () => {
  it('a single server', () => {
    expect(parseRedisLocation('redis://cache.example:6380/2')).toEqual({
      kind: 'standalone',
      node: { host: 'cache.example', port: 6380 },
      database: 2,
      tls: false,
    });
  });

  it('a single server over TLS with user name and password', () => {
    expect(parseRedisLocation('rediss://gate:p%40ss%2Fword@cache.example')).toEqual({
      kind: 'standalone',
      node: { host: 'cache.example', port: 6379 },
      database: 0,
      tls: true,
      username: 'gate',
      password: 'p@ss/word',
    });
  });

  it('a password without a user name', () => {
    expect(parseRedisLocation('redis://:secret@127.0.0.1')).toMatchObject({ password: 'secret' });
    expect(parseRedisLocation('redis://:secret@127.0.0.1')).not.toHaveProperty('username');
  });

  it('an IPv6 address', () => {
    expect(parseRedisLocation('redis://[::1]:7000')).toMatchObject({ node: { host: '::1', port: 7000 } });
  });

  it('sentinels and the name of their master', () => {
    expect(parseRedisLocation('redis+sentinel://:secret@one:26379,two/gate/3')).toEqual({
      kind: 'sentinel',
      sentinels: [
        { host: 'one', port: 26_379 },
        { host: 'two', port: 26_379 },
      ],
      masterName: 'gate',
      database: 3,
      tls: false,
      password: 'secret',
    });
  });

  it('a cluster', () => {
    expect(parseRedisLocation('rediss+cluster://one:7001,two:7002')).toEqual({
      kind: 'cluster',
      nodes: [
        { host: 'one', port: 7001 },
        { host: 'two', port: 7002 },
      ],
      tls: true,
    });
  });
});

describe('what cannot be read is refused', () => {
  it.each([
    ['', 'must look like'],
    ['http://host', 'must look like'],
    ['host:6379', 'must look like'],
    ['redis://', 'must look like'],
    ['redis://host?tls=true', 'must look like'],
    ['redis://one,two', 'several hosts'],
    ['redis://host:0', 'host:port'],
    ['redis://host:65536', 'host:port'],
    ['redis://host/zero', 'database'],
    ['redis+sentinel://one:26379', 'name of the master'],
    ['redis+cluster://one/1', 'only database 0'],
    ['redis://:100%@host', 'percent-encoding'],
  ])('%j', (setting, reason) => {
    expect(() => parseRedisLocation(setting)).toThrow(RedisLocationInvalid);
    expect(() => parseRedisLocation(setting)).toThrow(reason);
  });

  it('and the message never repeats the password', () => {
    expect(() => parseRedisLocation('redis://:canary@one,two')).toThrow(/^(?!.*canary)/);
    expect(() => parseRedisLocation('redis//:canary@one')).toThrow(/^(?!.*canary)/);
  });
});

it('any password survives being percent-encoded', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (password) => {
      const setting = `redis://:${encodeURIComponent(password)}@host`;
      expect(parseRedisLocation(setting)).toMatchObject({ password });
    }),
  );
});

it('any text is either read or refused', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom('', 'redis://', 'redis+sentinel://', 'redis+cluster://'),
      (text, scheme) => {
        try {
          expect(parseRedisLocation(scheme + text).kind).toMatch(/standalone|sentinel|cluster/);
        } catch (error) {
          expect(error).toBeInstanceOf(RedisLocationInvalid);
        }
      },
    ),
  );
});
