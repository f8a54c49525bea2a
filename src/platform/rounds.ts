/** What rounds are made of. */
export interface RoundsParts {
  readonly round: () => Promise<void>;
  /** Rest between two rounds, in milliseconds. */
  readonly intervalMs: number;
  /** Whether stopping does one more round, so that an orderly shutdown leaves nothing undone. */
  readonly lastRound: boolean;
  /** Told of a fault when it begins, not every interval: what waits is done by a later round. */
  readonly report: (fault: unknown) => void;
}

/** Does something every so often, never twice at once. */
export class Rounds {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private failing = false;

  constructor(private readonly parts: RoundsParts) {}

  /** Begins; the first round is one interval away. */
  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.attempt().finally(() => {
        if (this.timer !== null) this.start();
      });
    }, this.parts.intervalMs);
  }

  /** Ends once the round under way, and the last one if there is to be one, have ended. */
  async stop(): Promise<void> {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    await this.running;
    if (this.parts.lastRound) await this.attempt();
  }

  private async attempt(): Promise<void> {
    try {
      await this.parts.round();
      this.failing = false;
    } catch (fault) {
      if (!this.failing) this.parts.report(fault);
      this.failing = true;
    }
  }
}
