import { appendFileSync } from 'node:fs';

/** Where the command that proves by tests reads figures, one a line; without it nobody asks for them. */
export const FIGURES_FILE = 'PROOF_FIGURES_FILE';

/** Tells a figure to whoever proves by tests (`npm run prove`). A test asserts its bound by itself. */
export function tellFigure(figure: string): void {
  const file = process.env[FIGURES_FILE];
  if (file !== undefined) appendFileSync(file, `${figure}\n`);
}

/** How soon a gateway has to be back (F4, F5): the command holds the bar, the tests of every day leave room for a busy machine. */
export function backWithinMs(): number {
  return process.env[FIGURES_FILE] === undefined ? 20_000 : 5_000;
}
