/** How a round ended, if not well. */
export type ReportFault = (fault: unknown) => void;

/**
 * Does `round` every so often, never two at once. The history is sealed so: what has not been is at most one interval
 * and one round old (R11).
 */
export class SealingRounds {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private failing = false;

  constructor(
    private readonly round: () => Promise<void>,
    private readonly intervalMs: number,
    private readonly report: ReportFault,
  ) {}

  /** Begins; the first round is one interval away. */
  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.attempt().finally(() => {
        if (this.timer !== null) this.start();
      });
    }, this.intervalMs);
  }

  /** Ends after a last round, so that an orderly shutdown leaves nothing unsealed. */
  async stop(): Promise<void> {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    await this.running;
    await this.attempt();
  }

  /** A fault is told when it begins, not every interval: what waits is sealed by a later round. */
  private async attempt(): Promise<void> {
    try {
      await this.round();
      this.failing = false;
    } catch (fault) {
      if (!this.failing) this.report(fault);
      this.failing = true;
    }
  }
}
