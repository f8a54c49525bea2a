import { setTimeout as sleep } from 'node:timers/promises';
import type { TestGateway } from '../../support/gateway';
import type { UnionResult } from '../../support/gateway-client';

/** A password that is nobody's. */
export const WRONG = 'Chigau-0ne';

/** What the history holds of a login from a device that was not known before (R8). */
export const FIRST_LOGIN: readonly string[] = [
  'ADDITIONAL_AUTHENTICATION_REQUIRED',
  'DEVICE_TRUSTED',
  'LOGIN_SUCCEEDED',
];

/** Enters a wrong login password so many times, one after the other. */
export async function wrongLogins(
  gateway: Pick<TestGateway, 'client'>,
  loginId: string,
  times: number,
): Promise<UnionResult[]> {
  const results: UnionResult[] = [];
  for (let entry = 0; entry < times; entry += 1) results.push(await gateway.client().login(loginId, WRONG));
  return results;
}

/** The kinds of these results, in order. */
export function kindsOf(results: readonly UnionResult[]): string[] {
  return results.map(({ __typename }) => __typename);
}

/** How many of each there are. */
export function tally(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Waits for the end of the lock that this result tells of. */
export async function lockEnd(result: UnionResult | undefined): Promise<void> {
  if (result?.__typename !== 'LockedOut')
    throw new Error(`expected a lock, not ${String(result?.__typename)}`);
  await sleep(Math.max(0, Date.parse(result['lockedUntil'] as string) - Date.now()) + 20);
}

/** The operation history as `TYPE` or `TYPE REASON`, oldest first, without what gateways record of their own keys. */
export async function historyOf(
  gateway: Pick<TestGateway, 'query'>,
  subjectUserId?: string,
): Promise<string[]> {
  const rows = await gateway.query<{ type: string; reason: string | null }>(
    `SELECT type, reason FROM history_events
      WHERE type NOT LIKE 'RECEIPT_KEY_%' AND ($1::uuid IS NULL OR subject_user_id = $1) ORDER BY id`,
    [subjectUserId ?? null],
  );
  return rows.map(({ type, reason }) => (reason === null ? type : `${type} ${reason}`));
}
