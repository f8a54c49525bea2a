/** What a prover has found out: one line of the command's output. */
export interface Proof {
  /** The bar, such as `F9`. */
  readonly bar: string;
  /** What was measured, with its figures. */
  readonly figure: string;
  readonly goal: string;
  readonly met: boolean;
  /** What was measured along the way, and what a failure has to be looked into with; printed below the line. */
  readonly details: readonly string[];
}

/** What the command line asks of a prover. */
export interface ProofOptions {
  /** How often each of two compared requests is measured (F10). */
  readonly samples: number;
  /** How many requests are generated (F9). */
  readonly count: number;
  readonly seed: number;
  /** Where progress is told, line by line. */
  readonly tell: (line: string) => void;
}

/** A proof as the command prints it. */
export function lineOf({ bar, figure, goal, met, details }: Proof): string {
  const verdict = met ? 'met' : 'NOT MET';
  return [
    `${bar.padEnd(4)}${verdict.padEnd(8)} ${figure} (goal: ${goal})`,
    ...details.map((text) => `      ${text}`),
  ].join('\n');
}
