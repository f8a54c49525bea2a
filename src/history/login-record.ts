import type { HistoryEvent } from './history-event';

/** One earlier login, as shown to its user so that a stranger's login is noticed (R9). */
export interface LoginRecord {
  readonly at: Date;
  readonly ip: string | null;
}

/** How many logins R9 shows, the present one included. */
export const LOGINS_SHOWN = 3;

/** Records logins that succeeded, and finds a user's latest, newest first. */
export interface LoginRecords {
  /** Appends `login` to the history and gives its user's latest logins with it, in one statement. */
  append(login: HistoryEvent & { readonly type: 'LOGIN_SUCCEEDED' }): Promise<readonly LoginRecord[]>;
  latest(userId: string, count: number): Promise<readonly LoginRecord[]>;
}
