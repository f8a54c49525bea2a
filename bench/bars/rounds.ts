import { alternate } from '../measure/alternate';
import type { Round } from '../measure/spread';
import type { Stage } from '../stage/stage';

/** One side of a comparison: its name for whoever waits, and how it is measured for so many seconds. */
export interface Side {
  readonly name: string;
  readonly measure: (seconds: number) => Promise<number>;
}

/** Warms both sides up, then measures them in turn for as long and as often as the pace of the stage says. */
export async function compareInRounds(
  stage: Stage,
  subject: Side,
  reference: Side,
): Promise<readonly Round[]> {
  const { rounds, seconds, warmUpSeconds } = stage.pace;
  for (const { name, measure } of [subject, reference]) {
    stage.progress(`warming up: ${name}`);
    await measure(warmUpSeconds);
  }
  const side =
    ({ name, measure }: Side) =>
    (round: number): Promise<number> => {
      stage.progress(`round ${round + 1} of ${rounds}: ${name}`);
      return measure(seconds);
    };
  return alternate(rounds, side(subject), side(reference));
}

/** What was kept of a side without its warm-up, which came first. */
export function measured<Report>([, ...reports]: readonly Report[]): readonly Report[] {
  return reports;
}
