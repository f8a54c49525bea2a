/** A random source that a seed determines, so that what it has made can be made again. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** The source of one case of many: each can be made again without those before it. */
  static ofCase(seed: number, index: number): Random {
    return new Random((Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(index + 1, 0xc2b2_ae35)) >>> 0);
  }

  /** From 0 up to and without 1 (mulberry32). */
  fraction(): number {
    this.state = (this.state + 0x6d2b_79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from 0 up to and without `below`. */
  below(below: number): number {
    return Math.floor(this.fraction() * below);
  }

  /** Whether something of this probability happens. */
  happens(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** One of these. */
  one<Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value {
    if (values.length === 0) throw new Error('there is nothing to choose from');
    return values[this.below(values.length)] as Value;
  }

  /** So many of what `make` makes. */
  many<Value>(count: number, make: (place: number) => Value): Value[] {
    return Array.from({ length: count }, (_, place) => make(place));
  }
}
