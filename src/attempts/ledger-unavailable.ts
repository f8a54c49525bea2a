/**
 * Redis (counting) or Postgres (the memory of locks) is out of reach, so the attempt was refused (fail closed). Worth
 * retrying. The cause is for the log; it holds keyed hashes and tickets, never a secret.
 */
export class LedgerUnavailable extends Error {
  constructor(
    readonly store: 'REDIS' | 'POSTGRES',
    options: { readonly cause: unknown },
  ) {
    super(`attempt ledger unavailable: ${store}`, options);
    this.name = 'LedgerUnavailable';
  }
}
