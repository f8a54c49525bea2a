import type { AttemptAdministration, Alongside } from '../attempts/attempt-administration';
import type { Confirmation } from '../credentials/confirmation';
import type { History } from '../history/history';
import type { Clock } from '../platform/clock';
import type { SessionStore } from '../session/session-store';
import type { ActingUser } from './acting-user';
import { administrationEvent } from './administration-event';
import type { AdministrationRefusal } from './administration-refusal';
import type { LedgerCredential, LedgerCredentials } from './ledger-credentials';
import type { User } from './user';
import type { UserDirectory } from './user-directory';

export interface SuspensionRequest {
  readonly userId: string;
  readonly confirmationPassword: string;
}

export type SuspensionOutcome =
  | { readonly kind: 'DONE'; readonly user: User }
  | AdministrationRefusal<'OWN_ACCOUNT' | 'ALREADY_SUSPENDED' | 'NOT_SUSPENDED'>;

/** What suspending and releasing work with. */
export interface SuspensionPorts {
  readonly confirmation: Confirmation;
  readonly directory: UserDirectory;
  readonly ledgerCredentials: LedgerCredentials;
  readonly attempts: AttemptAdministration;
  readonly sessions: SessionStore;
  readonly history: History;
  readonly clock: Clock;
}

/** The master suspends a general user of his organization, or releases the suspension (R5, R7). */
export class Suspension {
  constructor(private readonly ports: SuspensionPorts) {}

  /** Suspends the user's login and ends all his sessions. */
  suspend(master: ActingUser, request: SuspensionRequest): Promise<SuspensionOutcome> {
    return this.change(master, request, async (user, credentials) => {
      const login = credentials.find(({ attemptKey }) => attemptKey.kind === 'LOGIN_PASSWORD');
      if (login === undefined || login.state.kind === 'SUSPENDED') return 'ALREADY_SUSPENDED';
      await this.ports.attempts.suspend(login.attemptKey, this.recording('SUSPENDED', master, user, login));
      await this.ports.sessions.endAll(user.id);
      return null;
    });
  }

  /** Lifts the suspension of each of the user's suspended credentials; each can be used at once, its counts at 0. */
  release(master: ActingUser, request: SuspensionRequest): Promise<SuspensionOutcome> {
    return this.change(master, request, async (user, credentials) => {
      const suspended = credentials.filter(({ state }) => state.kind === 'SUSPENDED');
      if (suspended.length === 0) return 'NOT_SUSPENDED';
      if (suspended.some(({ attemptKey }) => attemptKey.kind === 'LOGIN_PASSWORD')) {
        // Lockouts suspend without touching sessions, which have no rights meanwhile; they must not come back to life (R9).
        await this.ports.sessions.endAll(user.id);
      }
      for (const credential of suspended) {
        await this.ports.attempts.release(
          credential.attemptKey,
          this.recording('SUSPENSION_RELEASED', master, user, credential),
        );
      }
      return null;
    });
  }

  private async change(
    master: ActingUser,
    { userId, confirmationPassword }: SuspensionRequest,
    apply: (
      user: User,
      credentials: readonly LedgerCredential[],
    ) => Promise<'ALREADY_SUSPENDED' | 'NOT_SUSPENDED' | null>,
  ): Promise<SuspensionOutcome> {
    const { confirmation, directory, ledgerCredentials, clock } = this.ports;
    const confirmed = await confirmation.confirm(master, confirmationPassword, master.origin, master.caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    const user = await directory.find(master.organizationId, userId);
    if (user === null) return { kind: 'NOT_FOUND' };
    if (user.id === master.id) return { kind: 'NOT_APPLICABLE', code: 'OWN_ACCOUNT' };
    const obstacle = await apply(user, await ledgerCredentials.of(user.id, clock.now()));
    return obstacle === null ? { kind: 'DONE', user } : { kind: 'NOT_APPLICABLE', code: obstacle };
  }

  private recording(
    type: 'SUSPENDED' | 'SUSPENSION_RELEASED',
    master: ActingUser,
    user: User,
    { attemptKey }: LedgerCredential,
  ): Alongside {
    const { history, clock } = this.ports;
    return async (transaction, changed) => {
      if (!changed) return;
      const event = administrationEvent(type, master, user.id, attemptKey.kind, clock.now());
      await history.append(event, transaction);
    };
  }
}
