import type { Redis } from 'ioredis';
import { type AttemptState, type Settlement, UNTRIED } from '../../src/attempts/attempt-state';

const FOR_EVER = 0xffff_ffff;
const UNMIRRORED = 128;
const STANDING_BYTES = 12;
const PERMIT_BYTES = 12;
const SETTLED_BYTES = 13;

const SETTLEMENTS: Readonly<Record<string, Settlement>> = {
  S: 'SUCCEEDED',
  F: 'FAILED',
  R: 'REFUNDED',
  E: 'EXPIRED',
  N: 'BARRED',
};

/** Where the ledger keeps a credential: how it stands and its permits, and the tickets settled of late. */
export function attemptNames(
  keyPrefix: string,
  hash: string,
): { readonly kept: string; readonly settled: string } {
  const kept = `${keyPrefix}{${hash}}`;
  return { kept, settled: `${kept}s` };
}

/** Reads what Redis keeps of one credential (`src/attempts/lua/state.lua`) as the model's state. */
export function stateOf(kept: Buffer | null, settled: Buffer | null): AttemptState {
  return {
    ...(kept === null ? UNTRIED : standingOf(kept)),
    permits: new Map(
      entries(kept?.subarray(STANDING_BYTES), PERMIT_BYTES).map((entry) => [
        ticketOf(entry),
        instantOf(entry),
      ]),
    ),
    settled: new Map(entries(settled, SETTLED_BYTES).map((entry) => [ticketOf(entry), settlementOf(entry)])),
  };
}

/** Leaves in Redis that a credential stands as told, with nothing settled of late. */
export async function keepState(
  redis: Redis,
  names: { readonly kept: string; readonly settled: string },
  state: AttemptState,
): Promise<void> {
  const standing = Buffer.alloc(STANDING_BYTES);
  standing.writeUInt8(state.failures, 0);
  standing.writeUInt8(state.lockouts + (state.unmirrored ? UNMIRRORED : 0), 1);
  standing.writeUIntBE(state.suspendedAt ?? state.lock?.at ?? 0, 2, 6);
  const lock = state.lock === null ? 0 : state.lock.until - state.lock.at;
  standing.writeUInt32BE(state.suspendedAt === null ? lock : FOR_EVER, 8);
  const permits = [...state.permits].map(([ticket, deadline]) => {
    const instant = Buffer.alloc(6);
    instant.writeUIntBE(deadline, 0, 6);
    return Buffer.concat([Buffer.from(ticket, 'base64url'), instant]);
  });
  await redis.del(names.kept, names.settled);
  await redis.set(names.kept, Buffer.concat([standing, ...permits]), 'PX', 3_600_000);
}

function standingOf(kept: Buffer): AttemptState {
  const at = kept.readUIntBE(2, 6);
  const lastsMs = kept.readUInt32BE(8);
  const suspended = at > 0 && lastsMs === FOR_EVER;
  return {
    ...UNTRIED,
    failures: kept.readUInt8(0),
    lockouts: kept.readUInt8(1) % UNMIRRORED,
    unmirrored: kept.readUInt8(1) >= UNMIRRORED,
    lock: at > 0 && !suspended ? { at, until: at + lastsMs } : null,
    suspendedAt: suspended ? at : null,
  };
}

function entries(list: Buffer | null | undefined, bytes: number): Buffer[] {
  if (list === null || list === undefined) return [];
  return Array.from({ length: list.length / bytes }, (_, nth) =>
    list.subarray(nth * bytes, (nth + 1) * bytes),
  );
}

function ticketOf(entry: Buffer): string {
  return entry.toString('base64url', 0, 6);
}

function instantOf(entry: Buffer): number {
  return entry.readUIntBE(6, 6);
}

function settlementOf(entry: Buffer): { as: Settlement; at: number } {
  const as = SETTLEMENTS[entry.toString('latin1', 12)];
  if (as === undefined) throw new Error(`unknown settlement ${entry.toString('hex')}`);
  return { as, at: instantOf(entry) };
}
