import { randomUUID } from 'node:crypto';
import type { AttemptOutcome } from '../../../../src/attempts/attempt-guard';
import { type AttemptKey, attemptKeyDeriver } from '../../../../src/attempts/attempt-key';
import type { Gateway } from './gateway';

const derive = attemptKeyDeriver(Buffer.alloc(32, 7));

/** A credential that nobody has tried. */
export function newKey(): AttemptKey {
  return derive('LOGIN_PASSWORD', randomUUID());
}

export function enterRight(gateway: Gateway, key: AttemptKey): Promise<AttemptOutcome<string>> {
  return gateway.guard.attempt(
    key,
    gateway.secret(key, () => Promise.resolve(true)),
    null,
  );
}

export function enterWrong(gateway: Gateway, key: AttemptKey): Promise<AttemptOutcome<string>> {
  return gateway.guard.attempt(
    key,
    gateway.secret(key, () => Promise.resolve(false)),
    {
      ip: '192.0.2.1',
      userAgent: null,
    },
  );
}

/** The kinds of the outcomes of so many wrong entries, one after the other. */
export async function enterWrongTimes(gateway: Gateway, key: AttemptKey, times: number): Promise<string[]> {
  const kinds: string[] = [];
  for (let entry = 0; entry < times; entry += 1) kinds.push((await enterWrong(gateway, key)).kind);
  return kinds;
}

/** What the operation history says of lockouts and suspensions, oldest first. */
export async function eventsOf(gateway: Gateway): Promise<string[]> {
  const rows = await gateway.dataSource.query<{ type: string; reason: string }[]>(
    `SELECT type, reason FROM history_events ORDER BY id`,
  );
  return rows.map(({ type, reason }) => `${type} ${reason}`);
}
