import { redisConfiguration } from '../../../src/platform/embedded/redis-configuration';

const lines = redisConfiguration({
  folder: '/data of "us"/redis',
  port: 12_345,
  password: 'secret',
  pidFile: '/data of "us"/redis/redis.pid',
}).split('\n');

describe('the private Redis', () => {
  it('is reachable from this machine only, with a password', () => {
    expect(lines).toEqual(expect.arrayContaining(['bind 127.0.0.1', 'port 12345', 'requirepass secret']));
  });

  it('has every write on disk within a second', () => {
    expect(lines).toEqual(expect.arrayContaining(['appendonly yes', 'appendfsync everysec']));
  });

  it('never makes room by forgetting a count', () => {
    expect(lines).toContain('maxmemory-policy noeviction');
  });

  it('may live in a folder with spaces and quotes', () => {
    expect(lines).toContain('dir "/data of \\"us\\"/redis"');
  });
});
