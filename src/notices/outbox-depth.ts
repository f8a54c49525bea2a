/** How full the outbox is at a moment. */
export interface OutboxDepth {
  /** Notices that are still to be sent. */
  readonly pending: number;
  /** Notices that were given up; they stay until somebody has looked. */
  readonly dead: number;
  /** How long the oldest pending notice has waited, in seconds; 0 if none waits. */
  readonly oldestPendingSeconds: number;
}

/** Measures the outbox (R11). */
export type MeasureOutbox = () => Promise<OutboxDepth>;
