import { setTimeout as sleep } from 'node:timers/promises';
import type { MonotonicNow } from '../platform/monotonic-clock';
import type { AttemptKey } from './attempt-key';
import type { Admission, AttemptLedger, TimedStanding } from './attempt-ledger';
import type { AttemptSettings } from './attempt-settings';
import type { LateSettlement } from './late-settlement';

/** What an attempt gets in the end; `askedAt` by the monotonic clock, the earliest that its lease can have begun. */
export type Permit =
  | { readonly kind: 'GRANTED'; readonly standing: TimedStanding; readonly askedAt: number }
  | { readonly kind: 'LOCKED_OUT' | 'SUSPENDED'; readonly standing: TimedStanding }
  | { readonly kind: 'BUSY' };

/** Told how long each attempt waited for its permit, and what it got. It must not throw. */
export type PermitObserver = (key: AttemptKey, waitedMs: number, as: Permit['kind']) => void;

interface Waiter {
  readonly ticket: string;
  readonly until: number;
  readonly resolve: (permit: Permit) => void;
  readonly reject: (reason: unknown) => void;
}

interface Line {
  readonly waiters: Waiter[];
  /** Ends the pause of the head early. */
  wake: () => void;
}

type Asked = Exclude<Permit, { kind: 'BUSY' }> | Extract<Admission, { kind: 'CONTENDED' }>;

const SHORTEST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 50;

/**
 * Waiting for a permit: one line per credential and process, first come, first served. Only the head asks Redis, so a
 * flood on one credential costs one poll at a time. Nobody in it is ever called locked unless the ledger says so.
 */
export class PermitQueue {
  private readonly lines = new Map<string, Line>();

  constructor(
    private readonly ledger: Pick<AttemptLedger, 'acquire'>,
    private readonly lateSettlement: Pick<LateSettlement, 'insist'>,
    private readonly settings: Pick<AttemptSettings, 'waitMs' | 'maxWaiters'>,
    private readonly now: MonotonicNow,
    private readonly observe: PermitObserver = () => undefined,
  ) {}

  /**
   * Takes a permit, waiting for one if need be.
   * @throws LedgerUnavailable
   */
  async take(key: AttemptKey, ticket: string): Promise<Permit> {
    const askedAt = this.now();
    const permit = await this.obtain(key, ticket);
    this.observe(key, this.now() - askedAt, permit.kind);
    return permit;
  }

  private async obtain(key: AttemptKey, ticket: string): Promise<Permit> {
    if (!this.lines.has(key.hash)) {
      const asked = await this.ask(key, ticket);
      if (asked.kind !== 'CONTENDED') return asked;
    }
    return this.wait(key, ticket);
  }

  /** Tells the line of `key` that a permit was settled here, so that its head asks at once. */
  kick(key: AttemptKey): void {
    this.lines.get(key.hash)?.wake();
  }

  private wait(key: AttemptKey, ticket: string): Promise<Permit> {
    const standing = this.lines.get(key.hash);
    const line = standing ?? { waiters: [], wake: () => undefined };
    if (line.waiters.length >= this.settings.maxWaiters) return Promise.resolve({ kind: 'BUSY' });
    return new Promise((resolve, reject) => {
      line.waiters.push({ ticket, until: this.now() + this.settings.waitMs, resolve, reject });
      if (standing === undefined) {
        this.lines.set(key.hash, line);
        void this.serve(key, line);
      }
    });
  }

  private async serve(key: AttemptKey, line: Line): Promise<void> {
    for (let head = this.headOf(line); head !== undefined; head = this.headOf(line)) {
      try {
        const asked = await this.ask(key, head.ticket);
        if (asked.kind === 'CONTENDED') await this.pause(line, asked.retryAfterMs);
        else if (asked.kind === 'GRANTED') line.waiters.shift()?.resolve(asked);
        // What the ledger says of the credential it says to everyone here.
        else for (const waiter of line.waiters.splice(0)) waiter.resolve(asked);
      } catch (fault) {
        for (const waiter of line.waiters.splice(0)) waiter.reject(fault);
      }
    }
    this.lines.delete(key.hash);
  }

  /** The first who still waits; those who waited too long are told to come back. */
  private headOf(line: Line): Waiter | undefined {
    for (let head = line.waiters[0]; head !== undefined; head = line.waiters[0]) {
      if (this.now() < head.until) return head;
      line.waiters.shift();
      head.resolve({ kind: 'BUSY' });
    }
    return undefined;
  }

  /** A timed-out `acquire` may still run in Redis, so its ticket is given back. */
  private async ask(key: AttemptKey, ticket: string): Promise<Asked> {
    const askedAt = this.now();
    try {
      const admission = await this.ledger.acquire(key, ticket);
      return admission.kind === 'GRANTED' ? { ...admission, askedAt } : admission;
    } catch (fault) {
      this.lateSettlement.insist(key, ticket, 'REFUNDED');
      throw fault;
    }
  }

  /** Jittered, so that the heads of several processes do not ask in step; never beyond the end of a lease. */
  private async pause(line: Line, retryAfterMs: number): Promise<void> {
    const jittered = SHORTEST_PAUSE_MS + Math.random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS);
    const woken = new AbortController();
    line.wake = () => {
      woken.abort();
    };
    try {
      await sleep(Math.min(jittered, Math.max(retryAfterMs, 1)), undefined, { signal: woken.signal });
    } catch {
      // Woken early: a neighbour has settled.
    }
    line.wake = () => undefined;
  }
}
