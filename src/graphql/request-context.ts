import type { Device } from '../additional-authentication/device-token';
import type { HashingCaller } from '../credentials/secret-hasher';
import type { Origin } from '../history/history-event';
import type { Principal } from '../session/principal';
import type { Language } from '../users/user';
import type { RefusedRequest } from './refused-request';

/** Carries the session to and from a browser. */
export interface SessionCookies {
  set(sessionToken: string): void;
  /** Sets it in the place of another, whose session ends: nobody could use or end that one any more. */
  replace(sessionToken: string): Promise<void>;
  clear(): void;
}

/** What a resolver knows of the request. One a request. */
export interface RequestContext {
  readonly requestId: string;
  readonly language: Language;
  readonly origin: Origin;
  readonly caller: HashingCaller;
  /** What throttles count by: the network (IPv4 /32, IPv6 /64), and the session as it is stored, if a token came. */
  readonly throttledAs: { readonly network: string; readonly session: string | null };
  readonly cookies: SessionCookies;
  /** The device that a program names by its token, or else the browser by its cookie; null if neither is genuine. */
  readonly deviceOf: (deviceToken: string | null) => Device | null;
  /** Lets the browser keep the device's name. */
  readonly keepDevice: (device: Device) => void;
  /** How the session came with the request; a session that takes its place goes back the same way. */
  readonly sessionDelivery: 'COOKIE' | 'BEARER';
  /** Who is asking; null for a stranger. Looked up once a request, at first use. */
  readonly principal: () => Promise<Principal | null>;
  /** The same if somebody has asked before; null otherwise, since this asks nobody. */
  readonly knownPrincipal: () => Promise<Principal | null>;
  /** Has the log tell that this request was refused, and why. */
  readonly noteRefusal: (refusal: RefusedRequest) => void;
}
