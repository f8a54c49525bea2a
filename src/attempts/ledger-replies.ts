import type { Admission, SettlementReply, TimedStanding } from './attempt-ledger';

/** `standing` of `lua/state.lua`: failures, lockouts, lockedAt, lockedUntil, suspendedAt, unmirrored, now. */
export type StandingTuple = readonly [
  failures: number,
  lockouts: number,
  lockedAt: number | null,
  lockedUntil: number | null,
  suspendedAt: number | null,
  unmirrored: 0 | 1,
  now: number,
];

/** The reply of `acquire.lua` and `restore.lua`. */
export type AdmissionTuple = readonly [
  verdict: Admission['kind'],
  retryAfterMs: number,
  standing: StandingTuple,
];

/** The reply of `settle.lua`. */
export type SettlementTuple = readonly [
  as: 'S' | 'F' | 'R' | 'N',
  ticketKnown: 0 | 1,
  standing: StandingTuple,
];

const SETTLEMENTS = { S: 'SUCCEEDED', F: 'FAILED', R: 'REFUNDED', N: 'BARRED' } as const;

/** Reads a standing off the wire. */
export function standingOf(tuple: StandingTuple): TimedStanding {
  const [failures, lockouts, lockedAt, lockedUntil, suspendedAt, unmirrored, now] = tuple;
  const lock = lockedAt === null || lockedUntil === null ? null : { at: lockedAt, until: lockedUntil };
  return { failures, lockouts, lock, suspendedAt, unmirrored: unmirrored === 1, now };
}

/** Reads an admission off the wire. */
export function admissionOf([kind, retryAfterMs, standing]: AdmissionTuple): Admission {
  return kind === 'CONTENDED' ? { kind, retryAfterMs } : { kind, standing: standingOf(standing) };
}

/** Reads a settlement off the wire. */
export function settlementOf([letter, known, standing]: SettlementTuple): SettlementReply {
  return { as: SETTLEMENTS[letter], ticketKnown: known === 1, standing: standingOf(standing) };
}
