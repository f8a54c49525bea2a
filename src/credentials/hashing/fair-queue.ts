import type { HashingCaller } from '../secret-hasher';
import { PrefixRotation } from './prefix-rotation';

/** Bounds and proportions of the queue for hashing. */
export interface FairQueueSettings {
  /** Places in each of the two lanes. Each has its own, so that strangers cannot fill the places of known devices. */
  readonly placesPerLane: number;
  /** Most places that one network prefix takes in a lane. */
  readonly placesPerPrefix: number;
  /** While strangers wait, every how-manieth turn is theirs; at least 2. */
  readonly strangersTurnEvery: number;
}

/** How many wait, by lane. */
export interface WaitingByLane {
  readonly knownDevices: number;
  readonly strangers: number;
}

/**
 * The order in which hashing is done (design "Hashing under load"): known devices before strangers, but strangers are
 * never starved; fair among network prefixes within each lane. Pure: no clock, no timers, no randomness.
 */
export class FairQueue<Waiter extends HashingCaller> {
  private readonly knownDevices: PrefixRotation<Waiter>;
  private readonly strangers: PrefixRotation<Waiter>;
  /** Known devices served since a stranger began to wait or was last served. */
  private servedBeforeStrangers = 0;

  constructor(private readonly settings: FairQueueSettings) {
    this.knownDevices = new PrefixRotation(settings.placesPerLane, settings.placesPerPrefix);
    this.strangers = new PrefixRotation(settings.placesPerLane, settings.placesPerPrefix);
  }

  get waiting(): WaitingByLane {
    return { knownDevices: this.knownDevices.size, strangers: this.strangers.size };
  }

  /** Lets the waiter in; false when its lane or its prefix's share of the lane is full. */
  offer(waiter: Waiter): boolean {
    return this.laneOf(waiter).offer(waiter);
  }

  /** Takes whoever is next; undefined when nobody waits. */
  take(): Waiter | undefined {
    const waiter = this.isStrangersTurn() ? this.strangers.take() : this.knownDevices.take();
    const strangersStillPassedOver = waiter?.knownDevice === true && this.strangers.size > 0;
    this.servedBeforeStrangers = strangersStillPassedOver ? this.servedBeforeStrangers + 1 : 0;
    return waiter;
  }

  /** Takes out a waiter that gave up; false when it was no longer waiting. */
  remove(waiter: Waiter): boolean {
    return this.laneOf(waiter).remove(waiter);
  }

  private isStrangersTurn(): boolean {
    if (this.knownDevices.size === 0) return true;
    return this.strangers.size > 0 && this.servedBeforeStrangers >= this.settings.strangersTurnEvery - 1;
  }

  private laneOf(waiter: Waiter): PrefixRotation<Waiter> {
    return waiter.knownDevice ? this.knownDevices : this.strangers;
  }
}
