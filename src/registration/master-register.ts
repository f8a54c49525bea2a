import type { HistoryEvent } from '../history/history-event';
import type { SettledUser } from './settled-user';

/** A master about to be registered, with his passwords and security answers. */
export interface NewMaster extends SettledUser {
  readonly organizationId: string;
}

export type MasterRegisterOutcome =
  'REGISTERED' | 'LOGIN_ID_TAKEN' | 'ALREADY_REGISTERED' | 'REGISTRATION_EXPIRED';

/** Writes masters. */
export interface MasterRegister {
  /**
   * Stores the master with all that is his, and the event, together or not at all. The database lets one organization
   * have one master, however many requests come at once (R2). `consume` uses the registration up; it is called once all
   * the rest stands and before it is final, and false undoes everything.
   */
  registerMaster(
    master: NewMaster,
    event: HistoryEvent,
    consume: () => Promise<boolean>,
  ): Promise<MasterRegisterOutcome>;
}
