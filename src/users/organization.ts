/** Kinds of the representative account: ordinary (普通) and current (当座). */
export type AccountType = 'ORDINARY' | 'CURRENT';

/** The customer (契約団体), known by its representative account. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly branchCode: string;
  readonly accountType: AccountType;
  readonly accountNumber: string;
  /** Whether a user may approve his own request (R10); the master's to set. */
  readonly selfApprovalAllowed: boolean;
}

export interface Organizations {
  find(organizationId: string): Promise<Organization | null>;
}
