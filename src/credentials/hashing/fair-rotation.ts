/**
 * One lane of waiters: round-robin among those who share it, first come first served within a share. Both the lane and
 * each share of it are bounded, so that nobody can take all places or delay the others by his number.
 */
export class FairRotation<Waiter> {
  /** In the order of their turns; a share without waiters is not in it, so the map is bounded too. */
  private readonly turns = new Map<string, Waiter[]>();
  private waiting = 0;

  constructor(
    private readonly places: number,
    private readonly placesPerShare: number,
    private readonly shareOf: (waiter: Waiter) => string,
  ) {}

  get size(): number {
    return this.waiting;
  }

  /** Whether somebody of this share would find a place now. */
  hasPlaceFor(share: string): boolean {
    return this.waiting < this.places && (this.turns.get(share)?.length ?? 0) < this.placesPerShare;
  }

  /** Lets the waiter in at the end of its share's line; false when there is no place for it. */
  offer(waiter: Waiter): boolean {
    const share = this.shareOf(waiter);
    if (!this.hasPlaceFor(share)) return false;
    const line = this.turns.get(share) ?? [];
    line.push(waiter);
    this.turns.set(share, line);
    this.waiting += 1;
    return true;
  }

  /** Takes the first waiter of the share whose turn it is, and sends the share to the end of the rotation. */
  take(): Waiter | undefined {
    const [turn] = this.turns;
    if (turn === undefined) return undefined;
    const [share, line] = turn;
    const waiter = line.shift();
    this.turns.delete(share);
    if (line.length > 0) this.turns.set(share, line);
    this.waiting -= 1;
    return waiter;
  }

  /** Takes out a waiter that gave up; false when it was no longer waiting. */
  remove(waiter: Waiter): boolean {
    const share = this.shareOf(waiter);
    const line = this.turns.get(share);
    const index = line?.indexOf(waiter) ?? -1;
    if (line === undefined || index < 0) return false;
    line.splice(index, 1);
    if (line.length === 0) this.turns.delete(share);
    this.waiting -= 1;
    return true;
  }
}
