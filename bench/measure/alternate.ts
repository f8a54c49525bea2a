import type { Round } from './spread';

/** Measures one side once. */
export type Measure = (round: number) => Promise<number>;

/**
 * Measures both sides so many times, side by side. The order alternates, so that what grows with time, such as a
 * machine that gets warm or a table that gets longer, does not favour one side.
 */
export async function alternate(
  rounds: number,
  subject: Measure,
  reference: Measure,
): Promise<readonly Round[]> {
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await subject(round);
      measured.push({ subject: first, reference: await reference(round) });
    } else {
      const first = await reference(round);
      measured.push({ subject: await subject(round), reference: first });
    }
  }
  return measured;
}
