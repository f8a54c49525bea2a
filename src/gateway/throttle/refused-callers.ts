import type { MonotonicNow } from '../../platform/monotonic-clock';

/** How many are remembered: some megabytes. */
const REMEMBERED = 20_000;

/**
 * Who is over a limit, and until when, in this process's memory: refusing them again asks nobody, so that a flood costs
 * next to nothing. Forgetting one early is no fault, since Redis still knows.
 */
export class RefusedCallers {
  private readonly refusedUntilMs = new Map<string, number>();

  constructor(private readonly now: MonotonicNow) {}

  remember(key: string, forMs: number): void {
    if (this.refusedUntilMs.size >= REMEMBERED) this.forgetSome();
    this.refusedUntilMs.set(key, this.now() + forMs);
  }

  /** Milliseconds until `key` is let in again; 0 if it is not known to be refused. */
  msLeft(key: string): number {
    const until = this.refusedUntilMs.get(key);
    if (until === undefined) return 0;
    const left = until - this.now();
    if (left > 0) return left;
    this.refusedUntilMs.delete(key);
    return 0;
  }

  /** The oldest tenth at once, so that a flood from ever new addresses does not pay for it each time. */
  private forgetSome(): void {
    let places = REMEMBERED / 10;
    for (const key of this.refusedUntilMs.keys()) {
      this.refusedUntilMs.delete(key);
      if (--places <= 0) return;
    }
  }
}
