/** Work that nobody waits for, bounded in number, that shutdown can see to its end. */
export class BackgroundWork {
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly atMost: number) {}

  /** Starts `work`, which must not reject; false, and nothing started, when too much is running. */
  start(work: () => Promise<void>): boolean {
    if (this.running.size >= this.atMost) return false;
    const done = work().finally(() => this.running.delete(done));
    this.running.add(done);
    return true;
  }

  /** Resolves once nothing is running. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }
}
