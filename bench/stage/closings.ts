/** Undoes what was begun, the last first, whatever fails on the way. */
export class Closings {
  private readonly steps: (() => Promise<unknown>)[] = [];
  private closed: Promise<void> | null = null;

  /**
   * Remembers how to undo what has just been begun. What begins while everything is being closed, because an
   * interruption came in the middle of a start, is undone at once.
   */
  async add(step: () => Promise<unknown>): Promise<void> {
    if (this.closed === null) this.steps.push(step);
    else await step();
  }

  /** Undoes everything; a second call waits for the first. */
  close(): Promise<void> {
    return (this.closed ??= this.undo());
  }

  /** @throws the first fault, after every step had its turn */
  private async undo(): Promise<void> {
    const faults: unknown[] = [];
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
      await step().catch((fault: unknown) => faults.push(fault));
    }
    if (faults.length > 0) throw faults[0];
  }
}
