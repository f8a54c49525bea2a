import type { LockRecord } from '../../../../src/attempts/attempt-guard';
import type { AttemptEvent } from '../../../../src/attempts/attempt-transition';

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function oneOf<Item>(random: () => number, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

const TICKETS = ['ticket-A', 'ticket-B', 'ticket-C', 'ticket-D', 'ticket-E', 'ticket-F'] as const;

/** A gateway's next step, a retry of an earlier one, a repair, or an administrator's; crashes are leases that run out. */
export function randomEvent(random: () => number, now: number): AttemptEvent {
  const ticket = oneOf(random, TICKETS);
  const dice = random();
  if (dice < 0.4) return { type: 'ACQUIRE', ticket };
  if (dice < 0.8) {
    return {
      type: 'SETTLE',
      ticket,
      as: oneOf(random, ['FAILED', 'FAILED', 'FAILED', 'SUCCEEDED', 'REFUNDED']),
    };
  }
  if (dice < 0.9) {
    return { type: 'RESTORE', record: randomRecord(random, now), ticket: random() < 0.5 ? ticket : null };
  }
  if (dice < 0.95) return { type: 'CONFIRM_MIRRORED', fellAt: now };
  return { type: 'CLEAR', liftSuspension: random() < 0.7 };
}

function randomRecord(random: () => number, now: number): LockRecord {
  const instant = (): number => now - Math.floor(random() * 2_000_000);
  const lockedAt = random() < 0.5 ? instant() : null;
  return {
    lockouts: Math.floor(random() * 3),
    lockedAt,
    lockedUntil: lockedAt === null ? null : lockedAt + 1_000_000,
    suspendedAt: random() < 0.2 ? instant() : null,
    clearedAt: random() < 0.3 ? instant() : null,
  };
}
