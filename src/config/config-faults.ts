/** What is wrong with one setting. Holds names and wishes, never a value: a misplaced secret must not reach a log. */
export interface ConfigFault {
  readonly name: string;
  /** Completes the sentence that begins with the name, e.g. `wanted a whole number from 1 to 10`. */
  readonly problem: string;
}

/** The environment is not fit to start with; carries every fault at once, so that one restart is enough to mend them. */
export class ConfigFaults extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    super(
      ['The configuration has faults:', ...faults.map(({ name, problem }) => `  ${name}: ${problem}`)].join(
        '\n',
      ),
    );
    this.name = 'ConfigFaults';
  }
}
