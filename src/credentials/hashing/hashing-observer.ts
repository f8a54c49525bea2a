import type { WaitingByLane } from './fair-queue';

export type HashingLane = keyof WaitingByLane;

/** Why hashing was refused: no place to wait, waited too long, or the client went away while it waited. */
export const HASHING_REFUSALS = ['full', 'deadline', 'client_gone'] as const;

export type HashingRefusal = (typeof HASHING_REFUSALS)[number];

/** Told of what the hashing queue does. It must not throw. */
export interface HashingObserver {
  /** A work began after so long in the queue, 0 if it found a core free. */
  begun(lane: HashingLane, waitedMs: number): void;
  refused(lane: HashingLane, reason: HashingRefusal): void;
}

/** Nobody looks. */
export const UNOBSERVED_HASHING: HashingObserver = { begun: () => undefined, refused: () => undefined };
