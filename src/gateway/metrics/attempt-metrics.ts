import { Counter, Histogram, type Registry } from 'prom-client';
import type { AttemptGuard, AttemptOutcome } from '../../attempts/attempt-guard';
import { LedgerUnavailable } from '../../attempts/ledger-unavailable';
import type { Permit, PermitObserver } from '../../attempts/permit-queue';
import { CREDENTIAL_KINDS } from '../../credentials/credential-kind';
import { WAIT_BUCKETS } from './buckets';
import { labelOf } from './label';

const OUTCOMES = [
  'SUCCEEDED',
  'FAILED',
  'LOCKED_OUT',
  'SUSPENDED',
  'BUSY',
] as const satisfies AttemptOutcome<never>['kind'][];

/** Counts attempts at secrets by how they ended; `unavailable` is a refusal because Redis or Postgres was away. */
export function attemptMetrics(registry: Registry): (guard: AttemptGuard) => AttemptGuard {
  const attempts = new Counter({
    name: 'sekisho_attempts_total',
    help: 'Attempts at a secret, by kind of credential and outcome.',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  for (const kind of CREDENTIAL_KINDS.map(labelOf)) {
    for (const outcome of [...OUTCOMES.map(labelOf), 'unavailable', 'fault'])
      attempts.inc({ kind, outcome }, 0);
  }
  return (guard) => ({
    attempt: async (key, secret, origin) => {
      const kind = labelOf(key.kind);
      try {
        const outcome = await guard.attempt(key, secret, origin);
        attempts.inc({ kind, outcome: labelOf(outcome.kind) });
        return outcome;
      } catch (fault) {
        attempts.inc({ kind, outcome: fault instanceof LedgerUnavailable ? 'unavailable' : 'fault' });
        throw fault;
      }
    },
  });
}

const PERMITS = ['GRANTED', 'LOCKED_OUT', 'SUSPENDED', 'BUSY'] as const satisfies Permit['kind'][];

/** How long attempts wait for the ledger's permit; `busy` are those that contended in vain. */
export function permitMetrics(registry: Registry): PermitObserver {
  const wait = new Histogram({
    name: 'sekisho_ledger_permit_wait_seconds',
    help: 'How long an attempt waited for a permit of the ledger, by what it got; busy is a contended refusal.',
    labelNames: ['outcome'],
    buckets: WAIT_BUCKETS,
    registers: [registry],
  });
  for (const outcome of PERMITS.map(labelOf)) wait.zero({ outcome });
  return (_key, waitedMs, as) => {
    wait.observe({ outcome: labelOf(as) }, waitedMs / 1_000);
  };
}
