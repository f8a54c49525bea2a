/**
 * The end of a chain does not carry this service's mark: somebody else wrote it, or the key is another one. Nothing is
 * sealed until that is cleared up (docs/history.md).
 */
export class SealingRefused extends Error {
  /** @param chain the organization's id, `service`, or `totals` */
  constructor(readonly chain: string) {
    super(`The history of ${chain} does not end as this service has sealed it: run npm run verify-history.`);
    this.name = 'SealingRefused';
  }
}
