/** Milliseconds that only ever grow, for leases and waits; says nothing about the time of day. */
export type MonotonicNow = () => number;

export const monotonicNow: MonotonicNow = () => performance.now();
