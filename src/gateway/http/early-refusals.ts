import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { MonotonicNow } from '../../platform/monotonic-clock';
import { newUuid } from '../../platform/ids';
import { rateLimitHeaders } from '../throttle/rate-limit-headers';
import type { ThrottleObserver, ThrottleState } from '../throttle/throttle';
import type { ThrottleName } from '../throttle/throttle-policy';
import { JSON_TYPE } from './http-errors';

/** Who is remembered: as many as this, the oldest forgotten first. */
const REMEMBERED = 20_000;

/** Longer headers are no browser's and are not remembered, so that they fill no memory. */
const KEY_LENGTH = 256;

/** How long a refusal is repeated before it is made anew, since it names the seconds that are left; never beyond its end. */
const SECONDS_REPEATED = 1;

/** A refusal as it was given by the framework, to be given again. */
interface GivenRefusal {
  /** Names and values in turn, which Node writes as they are. */
  readonly headers: readonly string[];
  readonly body: string;
  readonly policy: ThrottleName;
  readonly untilMs: number;
}

/**
 * Repeats refusals of the throttle before the framework sees the request (B3). It decides nothing by itself: who sends
 * the same over the same way is the same caller, so that the address need not be worked out again. Requests of
 * pages (`Origin`) and of sessions go through the framework, which knows about CORS and cookies.
 */
export class EarlyRefusals {
  private readonly given = new Map<string, GivenRefusal>();

  constructor(
    private readonly headers: Readonly<Record<string, string>>,
    private readonly now: MonotonicNow,
    private readonly draining: () => boolean,
    private readonly observe: ThrottleObserver,
  ) {}

  /** Remembers that a request was refused with `body`. */
  remember(request: IncomingMessage, state: ThrottleState, body: string): void {
    const key = keyOf(request);
    if (key === null || state.resetSeconds <= SECONDS_REPEATED) return;
    this.given.delete(key);
    if (this.given.size >= REMEMBERED) this.forgetOldest();
    this.given.set(key, {
      headers: this.headersOf(state, body),
      body,
      policy: state.policy.name,
      untilMs: this.now() + SECONDS_REPEATED * 1_000,
    });
  }

  /** Refuses a request that has just been refused; false if it is to go on. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const key = this.given.size === 0 || this.draining() ? null : keyOf(request);
    const given = key === null ? undefined : this.given.get(key);
    if (given === undefined || given.untilMs <= this.now()) return false;
    response.writeHead(429, ['x-request-id', newUuid(), ...given.headers]);
    response.end(given.body);
    this.observe(given.policy, 'refused');
    return true;
  }

  private headersOf(state: ThrottleState, body: string): readonly string[] {
    return Object.entries({
      ...this.headers,
      ...rateLimitHeaders([state]),
      vary: 'Origin',
      'content-type': JSON_TYPE,
      'content-length': String(Buffer.byteLength(body)),
    }).flat();
  }

  private forgetOldest(): void {
    const { value } = this.given.keys().next();
    if (value !== undefined) this.given.delete(value);
  }
}

/** How long clients may take. */
export interface ServerTimeouts {
  readonly keepAliveTimeoutMs: number;
  /** For a whole request, from its first byte. */
  readonly requestTimeoutMs: number;
  /** How often requests that take longer are looked for. */
  readonly lookedForEveryMs: number;
}

/** An HTTP server that lets `refusals` go before `handler`. Node ends what is too slow, with 408. */
export function serverWithRefusals(
  refusals: EarlyRefusals,
  handler: RequestListener,
  { keepAliveTimeoutMs, requestTimeoutMs, lookedForEveryMs }: ServerTimeouts,
): Server {
  const options = {
    keepAliveTimeout: keepAliveTimeoutMs,
    requestTimeout: requestTimeoutMs,
    // Node swaps the two where the time for the headers, a minute by itself, is longer than that for the whole.
    headersTimeout: requestTimeoutMs,
    connectionsCheckingInterval: lookedForEveryMs,
  };
  return createServer(options, (request, response) => {
    if (!refusals.answer(request, response)) handler(request, response);
  });
}

/** All that the answer depends on; null for a request that is the framework's to judge. */
function keyOf({ method, url, headers, socket }: IncomingMessage): string | null {
  if (method !== 'POST' || url !== '/graphql') return null;
  if (headers.origin !== undefined || headers.authorization !== undefined || headers.cookie !== undefined)
    return null;
  const forwardedFor = headers['x-forwarded-for'] ?? '';
  const key = `${String(socket.remoteAddress)}|${String(forwardedFor)}|${headers['accept-language'] ?? ''}`;
  return key.length > KEY_LENGTH ? null : key;
}
