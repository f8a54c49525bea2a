import type { HashingCaller } from '../secret-hasher';
import { FairRotation } from './fair-rotation';

/** Bounds and proportions of the queue for hashing. */
export interface FairQueueSettings {
  /** Places in each of the two lanes. Each has its own, so that strangers cannot fill the places of customers. */
  readonly placesPerLane: number;
  /** Most places that one customer, or one network of strangers, takes in a lane. */
  readonly placesPerShare: number;
  /** While strangers wait, every how-manieth turn is theirs; at least 2. */
  readonly strangersTurnEvery: number;
}

/** How many wait, by lane. */
export interface WaitingByLane {
  readonly customers: number;
  readonly strangers: number;
}

/**
 * The order in which hashing is done (design "Hashing under load"): known customers before strangers, but strangers are
 * never starved. Strangers share their lane by network. Customers share theirs by device or user, not by network: who has
 * one genuine device gains nothing from a thousand addresses. Pure: no clock, no timers, no randomness.
 */
export class FairQueue<Waiter extends HashingCaller> {
  private readonly customers: FairRotation<Waiter>;
  private readonly strangers: FairRotation<Waiter>;
  /** Customers served since a stranger began to wait or was last served. */
  private servedBeforeStrangers = 0;

  constructor(private readonly settings: FairQueueSettings) {
    const { placesPerLane, placesPerShare } = settings;
    this.customers = new FairRotation<Waiter>(placesPerLane, placesPerShare, shareOf);
    this.strangers = new FairRotation<Waiter>(placesPerLane, placesPerShare, shareOf);
  }

  get waiting(): WaitingByLane {
    return { customers: this.customers.size, strangers: this.strangers.size };
  }

  /** Whether this caller would be let in now. */
  hasPlaceFor(caller: HashingCaller): boolean {
    return this.laneOf(caller).hasPlaceFor(shareOf(caller));
  }

  /** Lets the waiter in; false when its lane or its share of the lane is full. */
  offer(waiter: Waiter): boolean {
    return this.laneOf(waiter).offer(waiter);
  }

  /** Takes whoever is next; undefined when nobody waits. */
  take(): Waiter | undefined {
    const waiter = this.isStrangersTurn() ? this.strangers.take() : this.customers.take();
    const strangersPassedOver = waiter !== undefined && waiter.knownAs !== null && this.strangers.size > 0;
    this.servedBeforeStrangers = strangersPassedOver ? this.servedBeforeStrangers + 1 : 0;
    return waiter;
  }

  /** Takes out a waiter that gave up; false when it was no longer waiting. */
  remove(waiter: Waiter): boolean {
    return this.laneOf(waiter).remove(waiter);
  }

  private isStrangersTurn(): boolean {
    if (this.customers.size === 0) return true;
    return this.strangers.size > 0 && this.servedBeforeStrangers >= this.settings.strangersTurnEvery - 1;
  }

  private laneOf({ knownAs }: HashingCaller): FairRotation<Waiter> {
    return knownAs === null ? this.strangers : this.customers;
  }
}

function shareOf({ networkPrefix, knownAs }: HashingCaller): string {
  return knownAs ?? networkPrefix;
}
