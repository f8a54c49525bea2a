/** One earlier login, as shown to its user so that a stranger's login is noticed (R9). */
export interface LoginRecord {
  readonly at: Date;
  readonly ip: string | null;
}

/** Finds a user's latest logins, newest first. */
export interface LoginRecords {
  latest(userId: string, count: number): Promise<readonly LoginRecord[]>;
}
