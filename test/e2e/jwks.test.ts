import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import { receiptKeys } from './support/receipt-keys';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ RECEIPT_JWKS_CACHE_SECONDS: '240' });
});
afterAll(() => gateway.close());

function jwks(init: RequestInit = {}): Promise<Response> {
  return fetch(`${gateway.url}/.well-known/jwks.json`, init);
}

describe('R10: /.well-known/jwks.json', () => {
  it('tells anybody the public keys, as RFC 7517 and RFC 8037 want it', async () => {
    const response = await jwks();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toEqual({
      keys: [
        {
          kid: expect.stringMatching(/^[A-Z]{24}$/),
          use: 'sig',
          alg: 'EdDSA',
          kty: 'OKP',
          crv: 'Ed25519',
          x: expect.stringMatching(/^[\w-]{43}$/),
        },
      ],
    });
  });

  it('may be kept as long as the setting says', async () => {
    expect((await jwks()).headers.get('cache-control')).toBe('public, max-age=240');
  });

  it('answers HEAD with the same headers and nothing else', async () => {
    const response = await jwks({ method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
    expect(response.headers.get('cache-control')).toBe('public, max-age=240');
  });

  it('is open to programs behind any page, with or without a session', async () => {
    const headers = { origin: 'https://elsewhere.example', authorization: 'Bearer nonsense', cookie: 'a=b' };
    expect((await jwks({ headers })).status).toBe(200);
  });

  it('takes nothing', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await jwks({ method, ...(method === 'DELETE' ? {} : { body: '{}' }) })).status).not.toBe(200);
  });

  it('never holds a private part, whichever stage its keys are in', async () => {
    await receiptKeys(gateway, 'rotate', '--now');
    await receiptKeys(gateway, 'rotate');
    const beside = await startGatewayBeside(gateway);
    try {
      const text = await (await fetch(`${beside.url}/.well-known/jwks.json`)).text();
      const { keys } = JSON.parse(text) as { readonly keys: readonly object[] };
      expect(keys).toHaveLength(3);
      // The private members of every kind of key (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1; RFC 8037, section 2).
      const members = new Set(keys.flatMap((key) => Object.keys(key)));
      for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'])
        expect([member, members.has(member)]).toEqual([member, false]);
      const sealed = await gateway.query<{ private_jwe: string }>('SELECT private_jwe FROM receipt_keys');
      for (const { private_jwe: jwe } of sealed) expect(text).not.toContain(jwe.slice(-20));
    } finally {
      await beside.close();
    }
  });
});
