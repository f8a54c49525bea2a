/** Weight of the newest measurement, as in TCP's round-trip time (RFC 6298, section 2). */
const NEWEST_WEIGHT = 1 / 8;

/** A moving average of how long something takes, in milliseconds; 0 before the first measurement. */
export class SmoothedDuration {
  private averageMs: number | null = null;

  get ms(): number {
    return this.averageMs ?? 0;
  }

  add(measuredMs: number): void {
    const before = this.averageMs ?? measuredMs;
    this.averageMs = before + (measuredMs - before) * NEWEST_WEIGHT;
  }
}
