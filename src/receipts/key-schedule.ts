import { stageOf, type KeyTimes, type ScheduledKey } from './receipt-key';

/** How keys follow each other; in milliseconds. */
export interface KeySchedule {
  /** How long a key is published before it signs: at least as long as verifiers may keep what they have read. */
  readonly leadMs: number;
  readonly signingMs: number;
  /** How long a key is published after it has signed: at least the life of a receipt, and what clocks may differ. */
  readonly verifyingMs: number;
}

/** What has to be done about the keys. */
export type KeyStep = { readonly kind: 'NOTHING' } | { readonly kind: 'MAKE_KEY'; readonly signsFrom: Date };

/**
 * What has to be done at `now` so that one key signs at every instant and each is published `leadMs` before it does
 * (R10). The next key is made twice that time ahead, so that a round may be late; if all were, the last key goes on
 * until the next one has been published long enough. Only where verifiers know no key does one sign at once.
 */
export function nextKeyStep(keys: readonly ScheduledKey[], now: Date, schedule: KeySchedule): KeyStep {
  const live = keys.filter(maySign);
  const coveredUntilMs = coverage(live, now);
  if (coveredUntilMs > now.getTime() + 2 * schedule.leadMs) return { kind: 'NOTHING' };
  const canGoOn =
    live.some((key) => stageOf(key, now) !== 'GONE') && live.every(({ signsFrom }) => signsFrom <= now);
  const covered = coveredUntilMs > now.getTime();
  if (!covered && !canGoOn) return { kind: 'MAKE_KEY', signsFrom: now };
  return {
    kind: 'MAKE_KEY',
    signsFrom: new Date(Math.max(coveredUntilMs, now.getTime() + schedule.leadMs)),
  };
}

/** The times of a key that is made at `now` to sign from `signsFrom`. */
export function timesOfNewKey(signsFrom: Date, now: Date, schedule: KeySchedule): KeyTimes {
  return {
    announcedAt: now,
    signsFrom,
    ...ending(new Date(signsFrom.getTime() + schedule.signingMs), schedule),
    revokedAt: null,
  };
}

/**
 * The keys whose times change because another one signs from `signsFrom` on: the one before it ends just then, sooner
 * or later than it would have, and one that was to begin afterwards never signs.
 */
export function handOver(
  keys: readonly ScheduledKey[],
  signsFrom: Date,
  now: Date,
  schedule: KeySchedule,
): readonly ScheduledKey[] {
  const live = keys.filter((key) => maySign(key) && stageOf(key, now) !== 'GONE');
  const before = live
    .filter((key) => key.signsFrom < signsFrom)
    .sort((one, other) => other.signsFrom.getTime() - one.signsFrom.getTime())[0];
  return live.flatMap((key) => {
    if (key.signsFrom >= signsFrom) return [{ ...key, ...ending(key.signsFrom, schedule) }];
    // A key that has ended already stays as it is, unless it has to go on until the new one is known.
    const changes = key === before && (key.signsUntil > signsFrom || signsFrom > now);
    return changes ? [{ ...key, ...ending(signsFrom, schedule) }] : [];
  });
}

/** A key that another one has replaced before it began signs at no time. */
function maySign({ revokedAt, signsFrom, signsUntil }: KeyTimes): boolean {
  return revokedAt === null && signsFrom < signsUntil;
}

/** Until when, from `now` on, one key follows the other without a gap; `now` if none signs. */
function coverage(live: readonly KeyTimes[], now: Date): number {
  return [...live]
    .sort((one, other) => one.signsFrom.getTime() - other.signsFrom.getTime())
    .reduce(
      (untilMs, { signsFrom, signsUntil }) =>
        signsFrom.getTime() <= untilMs ? Math.max(untilMs, signsUntil.getTime()) : untilMs,
      now.getTime(),
    );
}

function ending(
  signsUntil: Date,
  { verifyingMs }: KeySchedule,
): Pick<KeyTimes, 'signsUntil' | 'verifiesUntil'> {
  return { signsUntil, verifiesUntil: new Date(signsUntil.getTime() + verifyingMs) };
}
