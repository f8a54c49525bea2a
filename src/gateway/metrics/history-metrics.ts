import { Counter, type Registry } from 'prom-client';
import { CREDENTIAL_KINDS } from '../../credentials/credential-kind';
import { HISTORY_EVENT_TYPES, type HistoryEvent } from '../../history/history-event';
import { labelOf } from './label';
import type { Metering } from './metering';

/**
 * Counts what the operation history is told, which is every security event there is (R11). An event whose transaction is
 * rolled back afterwards stays counted; the history itself is the truth.
 */
export function historyMetrics(registry: Registry): Pick<Metering, 'history' | 'loginRecords'> {
  const registers = [registry];
  const events = new Counter({
    name: 'sekisho_history_events_total',
    help: 'Events of the operation history, by type.',
    labelNames: ['type'],
    registers,
  });
  const lockouts = new Counter({
    name: 'sekisho_lockouts_total',
    help: 'Lockouts that fell after wrong entries, by kind of credential.',
    labelNames: ['kind'],
    registers,
  });
  const suspensions = new Counter({
    name: 'sekisho_suspensions_total',
    help: 'Suspensions, by kind of credential and cause: wrong entries or a decision of the master.',
    labelNames: ['kind', 'cause'],
    registers,
  });
  // Beginning at 0, so that the first event is an increase that an alert sees.
  for (const type of HISTORY_EVENT_TYPES) events.inc({ type: labelOf(type) }, 0);
  for (const kind of CREDENTIAL_KINDS.map(labelOf)) {
    lockouts.inc({ kind }, 0);
    for (const cause of ['wrong_entries', 'decision']) suspensions.inc({ kind, cause }, 0);
  }

  const count = ({ type, credentialKind, reason }: HistoryEvent): void => {
    events.inc({ type: labelOf(type) });
    if (credentialKind === null) return;
    const kind = labelOf(credentialKind);
    if (type === 'LOCKED_OUT') lockouts.inc({ kind });
    if (type !== 'SUSPENDED') return;
    // The last lockout in a row becomes a suspension, and is a lockout wave's part all the same (R7).
    suspensions.inc({ kind, cause: reason === 'TOO_MANY_LOCKOUTS' ? 'wrong_entries' : 'decision' });
  };
  return {
    history: (history) => ({
      append: async (event, transaction) => {
        await history.append(event, transaction);
        count(event);
      },
    }),
    loginRecords: (records) => ({
      append: async (login) => {
        const latest = await records.append(login);
        count(login);
        return latest;
      },
      latest: (userId, length) => records.latest(userId, length),
    }),
  };
}
