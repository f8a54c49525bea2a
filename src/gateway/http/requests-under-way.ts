/**
 * Counts the requests that are being worked on, whether or not their clients still wait: a server closes as soon as its
 * connections have, while what a client left behind may be halfway between the ledger and the history.
 */
export class RequestsUnderWay {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** Does `work` and counts it until it has ended. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      if (this.running === 0) for (const resolve of this.waiting.splice(0)) resolve();
    }
  }

  /** Resolves once nothing is being worked on. */
  ended(): Promise<void> {
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
