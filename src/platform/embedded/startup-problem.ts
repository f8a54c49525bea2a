/**
 * Why the gateway cannot start, in one sentence that tells the operator what to do.
 *
 * The last lines a server wrote, if any, are in `serverLog`, apart from the sentence.
 */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem';

  constructor(
    sentence: string,
    readonly serverLog: readonly string[] = [],
  ) {
    super(sentence);
  }
}
