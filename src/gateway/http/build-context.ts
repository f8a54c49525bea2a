import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../../graphql/request-context';
import { networkPrefix } from '../../platform/network-prefix';
import type { Authenticate } from '../../session/authenticate';
import type { Principal } from '../../session/principal';
import type { SessionCookie } from '../../session/session-cookie';
import { parseSessionToken } from '../../session/session-token';
import { deviceOf, keepDevice, type DeviceRecognition } from './client-device';
import { clientGone } from './client-gone';
import { scopeOf } from './request-scope';
import { throttleNetworkOf } from './refuse-throttled';
import { bearerTokenOf, sessionCookiesOf, sessionTokenOf } from './client-session';

/** The hashing queue gives each network a fair share; wider, since attackers rent neighbouring addresses. */
const HASHING_NETWORK = { ipv4: 24, ipv6: 48 };

/** In characters, as the history keeps it. */
const USER_AGENT_LENGTH = 256;

/** Gathers what resolvers may know of a request. */
export function buildContext(
  request: FastifyRequest,
  reply: FastifyReply,
  authenticate: Authenticate,
  cookie: SessionCookie,
  recognition: DeviceRecognition,
): RequestContext {
  const ip = request.address;
  const device = deviceOf(request, recognition);
  const token = sessionTokenOf(request, cookie);
  let principal: Promise<Principal | null> | undefined;
  const findPrincipal = async (): Promise<Principal | null> => {
    return token === null ? null : authenticate.principalOf(token);
  };
  return {
    ...scopeOf(request),
    origin: { ip, userAgent: request.headers['user-agent']?.slice(0, USER_AGENT_LENGTH) ?? null },
    caller: {
      networkPrefix: networkPrefix(ip, HASHING_NETWORK),
      knownAs: device?.hash ?? null,
      gone: clientGone(reply),
    },
    throttledAs: {
      network: throttleNetworkOf(request),
      session: token === null ? null : (parseSessionToken(token)?.sessionHash ?? null),
    },
    cookies: sessionCookiesOf(reply, cookie, authenticate),
    deviceOf: (deviceToken) => (deviceToken === null ? device : recognition.tokens.read(deviceToken)),
    keepDevice: keepDevice(reply, recognition),
    sessionDelivery: bearerTokenOf(request) === null ? 'COOKIE' : 'BEARER',
    principal: () => (principal ??= findPrincipal()),
    knownPrincipal: () => principal?.catch(() => null) ?? Promise.resolve(null),
    noteRefusal: (refusal) => {
      request.refused = refusal;
    },
  };
}
