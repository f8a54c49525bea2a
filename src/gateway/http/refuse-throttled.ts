import type { FastifyInstance, FastifyRequest } from 'fastify';
import { networkPrefix } from '../../platform/network-prefix';
import type { SessionCookie } from '../../session/session-cookie';
import { rateLimitHeaders } from '../throttle/rate-limit-headers';
import type { Throttle } from '../throttle/throttle';
import type { EarlyRefusals } from './early-refusals';
import { httpErrorBody, JSON_TYPE } from './http-errors';

/** Throttles count single IPv4 addresses; an IPv6 customer holds a whole /64 (RFC 6177). */
const THROTTLE_NETWORK = { ipv4: 32, ipv6: 64 };

/** The network that a request counts for. */
export function throttleNetworkOf(request: FastifyRequest): string {
  return networkPrefix(request.address, THROTTLE_NETWORK);
}

/**
 * Refuses whoever is known to be over a limit before the body is even read, and counts what is answered without having come
 * to an operation, so that malformed requests are no way around. A stranger whose network has used up its tries at secrets
 * has nothing left to do here; whoever has a session goes on.
 */
export function refuseThrottled(
  app: FastifyInstance,
  throttle: Throttle,
  cookie: SessionCookie,
  early: EarlyRefusals,
): void {
  const forEveryone = throttle.policies.filter(
    ({ counts, countedBy }) => counts === 'EVERY_REQUEST' && countedBy === 'ADDRESS',
  );
  const session = `${cookie.name}=`;
  app.addHook('onRequest', (request, reply, done) => {
    const { authorization, cookie: cookies } = request.headers;
    const isStranger = authorization === undefined && cookies?.includes(session) !== true;
    const caller = { network: throttleNetworkOf(request), session: null };
    const refusal = throttle.knownRefusal(isStranger ? ['requests', 'login'] : ['requests'], caller);
    if (refusal === null) {
      done();
      return;
    }
    const retryAfterSeconds = refusal.resetSeconds;
    const body = httpErrorBody(request, 'THROTTLED', { policy: refusal.policy.name, retryAfterSeconds });
    early.remember(request.raw, refusal, body);
    request.refused = { code: 'THROTTLED', policy: refusal.policy.name };
    void reply
      .code(429)
      .headers(rateLimitHeaders([refusal]))
      .type(JSON_TYPE)
      .send(body);
  });
  app.addHook('onResponse', (request, reply, done) => {
    done();
    if (reply.hasHeader('ratelimit') || request.method === 'OPTIONS') return;
    throttle
      .take(forEveryone, { network: throttleNetworkOf(request), session: null })
      .catch((err: unknown) => {
        request.log.error({ err }, 'request not counted');
      });
  });
}
