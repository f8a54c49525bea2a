import type { RegistrationToken } from './registration-token';

/**
 * The registrations that are open, at most one an organization (R2).
 * @throws RegistrationsUnavailable when the store is out of reach; nobody is registered then.
 */
export interface OpenRegistrations {
  /** Opens the token's registration for `seconds`; an earlier one of the same organization is closed. */
  open(token: RegistrationToken, seconds: number): Promise<void>;
  /** Whether this very token is open. */
  isOpen(token: RegistrationToken): Promise<boolean>;
  /** Uses the token up; true for one caller only, false if it is not open. */
  consume(token: RegistrationToken): Promise<boolean>;
  /** Closes whatever registration the organization has open. */
  close(organizationId: string): Promise<void>;
}

/** The store of open registrations is out of reach. Retryable. */
export class RegistrationsUnavailable extends Error {
  constructor(cause: unknown) {
    super('store of open registrations is out of reach', { cause });
    this.name = 'RegistrationsUnavailable';
  }
}
