import type { IncomingMessage } from 'node:http';
import { requestIds } from '../../../../src/gateway/http/request-id';

const GIVEN = '0af7651916cd43dd8448eb211c80319c';

function idOf(
  proxies: Parameters<typeof requestIds>[0],
  peer: string | undefined,
  given: string | string[] | undefined = GIVEN,
): string {
  const request = { headers: { 'x-request-id': given }, socket: { remoteAddress: peer } };
  return requestIds(proxies)(request as unknown as IncomingMessage);
}

describe('the id of a request', () => {
  it.each([
    ['an address', ['192.0.2.1'], '192.0.2.1'],
    ['a network', ['198.51.100.0/24', '192.0.2.0/24'], '192.0.2.77'],
    ['an IPv4 address written as IPv6', ['192.0.2.0/24'], '::ffff:192.0.2.77'],
    ['an IPv6 network', ['2001:db8::/32'], '2001:db8::7'],
    ['hops', 1, '203.0.113.9'],
  ])('is what a trusted proxy calls it: %s', (_what, proxies, peer) => {
    expect(idOf(proxies, peer)).toBe(GIVEN);
  });

  it.each([
    ['nobody is trusted', false as const, '192.0.2.1'],
    ['another address asks', ['192.0.2.1'], '192.0.2.2'],
    ['an address of the other family asks', ['0.0.0.0/0'], '2001:db8::7'],
    ['the connection has gone', ['192.0.2.1'], undefined],
  ])('is ours where %s', (_what, proxies, peer) => {
    expect(idOf(proxies, peer)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  it.each([
    ['too short', 'a1b2c3'],
    ['too long', 'a'.repeat(65)],
    ['more than a word', 'id: 1\u00e9 "quoted"'],
    ['a line of its own', 'abcdefgh\n{"level":60}'],
    ['given twice', [GIVEN, GIVEN]],
    ['empty', ''],
  ])('is ours where the proxy’s is %s', (_what, given) => {
    expect(idOf(['192.0.2.1'], '192.0.2.1', given)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });
});
