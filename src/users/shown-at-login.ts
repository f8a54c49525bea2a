import type { LoginRecord } from '../history/login-record';
import type { RequiredAction } from './required-action';

/** What a user is shown at a login (R2, R9). */
export interface ShownAtLogin {
  readonly requiredActions: readonly RequiredAction[];
  readonly lastLogins: readonly LoginRecord[];
}
