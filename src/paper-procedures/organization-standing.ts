import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import type { CredentialOverview } from '../users/credential-state';
import type { Organization } from '../users/organization';

/**
 * What staff may know of an organization: who it is, whether it has a master, and what its credentials and the master's
 * allow now. No login ID, no e-mail address, no secret (R5).
 */
export interface OrganizationStanding extends Organization {
  readonly masterRegistered: boolean;
  readonly masterCredentials: readonly CredentialOverview[];
  readonly pins: readonly CredentialOverview[];
}

/** Finds organizations by their representative account. */
export interface OrganizationStandings {
  find(account: RepresentativeAccount, now: Date): Promise<OrganizationStanding | null>;
}
