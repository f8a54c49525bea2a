/** What was started and has to end, however the run ends. */
export class Cleanup {
  private readonly closings: (() => Promise<unknown>)[] = [];
  private running: Promise<void> = Promise.resolve();

  /** Waits for something that is being started, and ends it in the end: even if the end comes before it has started. */
  async start<Started>(
    starting: Promise<Started>,
    close: (started: Started) => Promise<unknown> | undefined,
  ): Promise<Started> {
    const settled = starting.then(
      (started) => () => close(started),
      // Whoever waits for it hears of the fault, and nothing was left running.
      () => () => undefined,
    );
    this.closings.push(async () => {
      const end = await settled;
      await end();
    });
    return starting;
  }

  /** Ends everything that was started so far, the youngest first; what fails to end does not keep the rest from it. */
  close(): Promise<void> {
    this.running = this.running.then(() => this.closeAll());
    return this.running;
  }

  /** Ends everything on Ctrl-C, SIGTERM or SIGHUP too, and then the process, with the status that a shell expects. */
  alsoOnSignals(): void {
    for (const [signal, number] of [
      ['SIGHUP', 1],
      ['SIGINT', 2],
      ['SIGTERM', 15],
    ] as const) {
      process.on(signal, () => {
        void this.close().finally(() => process.exit(128 + number));
      });
    }
  }

  private async closeAll(): Promise<void> {
    for (let close = this.closings.pop(); close !== undefined; close = this.closings.pop()) {
      await close().catch((fault: unknown) => {
        process.stderr.write(`Something did not end in good order: ${String(fault)}\n`);
      });
    }
  }
}
