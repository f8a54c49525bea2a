/** Whoever waits names the network that it came from. */
export interface FromNetwork {
  readonly networkPrefix: string;
}

/**
 * One lane of waiters: round-robin among network prefixes, first come first served within a prefix. Both the lane and
 * each prefix's share of it are bounded, so that no network can take all places or delay the others by its number.
 */
export class PrefixRotation<Waiter extends FromNetwork> {
  /** In the order of their turns; a prefix without waiters is not in it, so the map is bounded too. */
  private readonly turns = new Map<string, Waiter[]>();
  private waiting = 0;

  constructor(
    private readonly places: number,
    private readonly placesPerPrefix: number,
  ) {}

  get size(): number {
    return this.waiting;
  }

  /** Lets the waiter in at the end of its prefix's line; false when there is no place for it. */
  offer(waiter: Waiter): boolean {
    const line = this.turns.get(waiter.networkPrefix) ?? [];
    if (this.waiting >= this.places || line.length >= this.placesPerPrefix) return false;
    line.push(waiter);
    this.turns.set(waiter.networkPrefix, line);
    this.waiting += 1;
    return true;
  }

  /** Takes the first waiter of the prefix whose turn it is, and sends the prefix to the end of the rotation. */
  take(): Waiter | undefined {
    const [turn] = this.turns;
    if (turn === undefined) return undefined;
    const [prefix, line] = turn;
    const waiter = line.shift();
    this.turns.delete(prefix);
    if (line.length > 0) this.turns.set(prefix, line);
    this.waiting -= 1;
    return waiter;
  }

  /** Takes out a waiter that gave up; false when it was no longer waiting. */
  remove(waiter: Waiter): boolean {
    const line = this.turns.get(waiter.networkPrefix);
    const index = line?.indexOf(waiter) ?? -1;
    if (line === undefined || index < 0) return false;
    line.splice(index, 1);
    if (line.length === 0) this.turns.delete(waiter.networkPrefix);
    this.waiting -= 1;
    return true;
  }
}
