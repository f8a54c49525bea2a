import { randomUUID } from 'node:crypto';
import { type AttemptKey, attemptKeyDeriver } from '../../../../src/attempts/attempt-key';
import { DEFAULT_ATTEMPT_SETTINGS } from '../../../../src/attempts/attempt-settings';
import { JointAttempts } from '../../../../src/attempts/joint-attempts';
import type { JointOutcome } from '../../../../src/attempts/joint-outcome';
import { monotonicNow } from '../../../../src/platform/monotonic-clock';
import type { Gateway } from './gateway';
import { attemptNames, stateOf } from '../../../support/stored-attempts';

const derive = attemptKeyDeriver(Buffer.alloc(32, 7));

/** Three credentials that are entered together. */
export type Trio = readonly [AttemptKey, AttemptKey, AttemptKey];

/** Which of the three entries are right. */
export type Entries = readonly [boolean, boolean, boolean];

/** A trio that nobody has tried. */
export function newTrio(): Trio {
  const owner = randomUUID();
  return [derive('TRANSFER_PIN', owner), derive('CONFIRMATION_PIN', owner), derive('APPROVAL_PIN', owner)];
}

/** Enters three secrets of one trio together. */
export class JointEntry {
  /** How often each was verified. */
  readonly verified = [0, 0, 0];
  private readonly attempts: JointAttempts;

  constructor(
    private readonly gateway: Gateway,
    readonly trio: Trio,
    private readonly verifyFor: () => Promise<void> = () => Promise.resolve(),
    verificationMs = DEFAULT_ATTEMPT_SETTINGS.verificationMs,
  ) {
    const { guard, bars } = gateway;
    this.attempts = new JointAttempts({ guard, bars, verificationMs, monotonicNow });
  }

  enter(entries: Entries): Promise<JointOutcome> {
    const secrets = this.trio.map((key, place) => ({
      ...this.gateway.secret(key, () => Promise.resolve(true)),
      key,
      verify: async () => {
        this.verified[place] = (this.verified[place] ?? 0) + 1;
        await this.verifyFor();
        return entries[place] === true;
      },
    }));
    return this.attempts.attempt(secrets, null);
  }

  /** The kinds of the outcomes of so many of the same entries, one after the other. */
  async times(times: number, entries: Entries): Promise<string[]> {
    const kinds: string[] = [];
    for (let entry = 0; entry < times; entry += 1) kinds.push((await this.enter(entries)).kind);
    return kinds;
  }
}

/** What Redis has of each of the three: failures, lockouts, and permits that nobody has given back. */
export async function countsOf({ redis }: Gateway, prefix: string, trio: Trio): Promise<object[]> {
  return Promise.all(
    trio.map(async ({ hash }) => {
      const { failures, lockouts, permits } = stateOf(
        await redis.getBuffer(attemptNames(prefix, hash).kept),
        null,
      );
      return { failures, lockouts, permits: permits.size };
    }),
  );
}
