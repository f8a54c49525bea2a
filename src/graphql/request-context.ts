import type { HashingCaller } from '../credentials/secret-hasher';
import type { Origin } from '../history/history-event';
import type { Principal } from '../session/principal';
import type { Language } from '../users/user';

/** Carries the session to and from a browser. */
export interface SessionCookies {
  set(sessionToken: string): void;
  clear(): void;
}

/** What a resolver knows of the request. One a request. */
export interface RequestContext {
  readonly requestId: string;
  readonly language: Language;
  readonly origin: Origin;
  readonly caller: HashingCaller;
  /** The network that throttles count by: IPv4 /32, IPv6 /64. */
  readonly throttleNetwork: string;
  readonly cookies: SessionCookies;
  /** Who is asking; null for a stranger. Looked up once a request, at first use. */
  readonly principal: () => Promise<Principal | null>;
}
