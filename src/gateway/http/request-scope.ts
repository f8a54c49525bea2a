import type { FastifyRequest } from 'fastify';
import type { RefusedRequest } from '../../graphql/refused-request';
import type { Language } from '../../users/user';

/** What must be known wherever an answer is put into words, GraphQL or not. */
export interface RequestScope {
  readonly requestId: string;
  readonly language: Language;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for what fails before the first hook has run. */
    scope: RequestScope | null;
    /** The client's, see client-address.ts: worked out once, since it is asked for several times. */
    address: string;
    /** Why it was refused; null for a request that was not. */
    refused: RefusedRequest | null;
  }
}

/**
 * The scope of a request. It goes with the request from hand to hand and not in an AsyncLocalStorage, which on Node 20
 * makes every promise of the process dearer (docs/performance.md).
 */
export function scopeOf({ scope }: Pick<FastifyRequest, 'scope'>): RequestScope {
  return scope ?? { requestId: '', language: 'en' };
}
