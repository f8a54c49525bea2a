/** Writes down which requests have expired. */
export interface ExpiredApprovals {
  /**
   * Writes down every request that waits for approval past its deadline at the instant `now`, each once and with its event,
   * however many gateways do so at the same time. How many it wrote.
   */
  record(now: Date): Promise<number>;
}
