import type { FastifyInstance } from 'fastify';
import type { PublishedKey } from '../../receipts/key-ring';

/** Tells the keys that receipts are verified with. */
export interface PublishedKeys {
  published(): readonly PublishedKey[];
}

/**
 * `GET /.well-known/jwks.json`: the public keys of receipts (R10; RFC 7517, section 8.5 for the media type). Open to
 * everybody, and answered from memory. Each member is named here, so that no private one can slip in.
 */
export function registerJwks(app: FastifyInstance, keys: PublishedKeys, cacheSeconds: number): void {
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply
      .header('cache-control', `public, max-age=${cacheSeconds}`)
      .type('application/jwk-set+json')
      // As bytes: Fastify gives a text a charset, which this media type does not have.
      .send(Buffer.from(JSON.stringify({ keys: keys.published().map(describe) }))),
  );
}

function describe({ kid, use, alg, kty, crv, x }: PublishedKey): PublishedKey {
  return { kid, use, alg, kty, crv, x };
}
