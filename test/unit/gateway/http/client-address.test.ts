import { clientAddress } from '../../../../src/gateway/http/client-address';

const addressOf = (ip: string): string => clientAddress({ ip, socket: { remoteAddress: '::ffff:10.0.0.1' } });

describe('the address of a client', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:50123', '192.0.2.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('%s is %s', (told, address) => {
    expect(addressOf(told)).toBe(address);
  });

  it.each(['', 'unknown', '_hidden', '999.1.1.1', '192.0.2.1, 192.0.2.2', "'; DROP TABLE users"])(
    '"%s" is none, and counts as that of the connection',
    (told) => {
      expect(addressOf(told)).toBe('10.0.0.1');
    },
  );
});
