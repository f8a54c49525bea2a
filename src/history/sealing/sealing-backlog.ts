/** What the history has that is not sealed yet. */
export interface SealingBacklog {
  readonly events: number;
  /** How long ago the oldest of them occurred, in seconds; 0 if there is none. */
  readonly oldestSeconds: number;
}

/** Measures how far sealing is behind (R11): what is not sealed could be removed without a trace. */
export type MeasureSealing = () => Promise<SealingBacklog>;
