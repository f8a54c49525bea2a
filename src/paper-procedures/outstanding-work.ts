import type { Alongside, AttemptAdministration } from '../attempts/attempt-administration';
import type { History } from '../history/history';
import type { Origin } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { OpenRegistrations } from '../registration/open-registrations';
import type { SessionStore } from '../session/session-store';
import type { KeyToRelease, OutstandingSteps, PaperProcedure } from './paper-procedure';

/** What the steps after an execution work with. */
export interface OutstandingWorkPorts {
  readonly sessions: SessionStore;
  readonly attempts: AttemptAdministration;
  readonly openRegistrations: Pick<OpenRegistrations, 'close'>;
  readonly history: History;
  readonly clock: Clock;
}

/**
 * Does what an execution left to do in Redis, and in the ledger's own transactions. It rejects, retryably, when Redis or
 * Postgres is out of reach; what was done by then does no harm when it is done again.
 */
export class OutstandingWork {
  constructor(private readonly ports: OutstandingWorkPorts) {}

  async run(procedure: PaperProcedure, steps: OutstandingSteps, origin: Origin): Promise<void> {
    const { sessions, attempts, openRegistrations } = this.ports;
    // Sessions first: a suspension bars them, and they must not come back to life when it is lifted (R9).
    for (const userId of steps.endSessionsOf) await sessions.endAll(userId);
    for (const key of steps.release) {
      await attempts.release(key, key.recorded ? this.recording(procedure, key, origin) : undefined);
    }
    for (const key of steps.clear) await attempts.clear(key);
    if (steps.closeRegistrationOf !== null) await openRegistrations.close(steps.closeRegistrationOf);
  }

  private recording(procedure: PaperProcedure, key: KeyToRelease, origin: Origin): Alongside {
    const { history, clock } = this.ports;
    return async (transaction, changed) => {
      if (!changed) return;
      await history.append(
        {
          type: 'SUSPENSION_RELEASED',
          occurredAt: clock.now(),
          organizationId: procedure.organizationId,
          actorUserId: procedure.executed?.by.id ?? null,
          // A PIN belongs to the organization and to none of its users (R4).
          subjectUserId: key.kind.endsWith('_PIN') ? null : procedure.subjectUserId,
          credentialKind: key.kind,
          origin,
          reason: 'BY_PAPER',
        },
        transaction,
      );
    };
  }
}
