/** Where traces go, and how many. */
export interface TracingSettings {
  /** The collector's base address. */
  readonly url: string;
  /** How many of a hundred requests are traced. */
  readonly samplePercent: number;
}

/** The traces that the gateway makes of its requests. */
export interface Tracing {
  /** The trace that this code runs in, 32 hexadecimal digits; null outside of any. */
  traceId(): string | null;
  /** Notes what is known of the request under way on its trace: its id, and the route of ours that it took, if any. */
  describe(requestId: string, route: string | null): void;
  /** Sends what is left; resolves in bounded time whether or not the collector answers. */
  stop(): Promise<void>;
}

/** No traces. */
export const NO_TRACING: Tracing = {
  traceId: () => null,
  describe: () => undefined,
  stop: () => Promise.resolve(),
};
