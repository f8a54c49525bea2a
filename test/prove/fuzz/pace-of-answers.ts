/** With less than this a gateway would be taken for silent that only thinks. */
const SILENCE_AT_LEAST_MS = 120;
/** After some hundred quick answers a slow one is forgotten. */
const REMEMBERED = 0.99;

/** How slowly the gateway answers of late; on a busy machine it takes longer until silence tells that it waits. */
export class PaceOfAnswers {
  private slowestMs = 0;

  async timed<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const since = performance.now();
    const answer = await ask();
    this.slowestMs = Math.max(performance.now() - since, REMEMBERED * this.slowestMs);
    return answer;
  }

  get silenceMs(): number {
    return Math.max(SILENCE_AT_LEAST_MS, 2 * this.slowestMs);
  }
}
