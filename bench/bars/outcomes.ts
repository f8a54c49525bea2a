/** How many ended so. */
export function countOf(outcomes: ReadonlyMap<string, number>, outcome: string): number {
  return outcomes.get(outcome) ?? 0;
}

/**
 * Sees to it that only what may happen has happened: a fast wrong answer is no answer.
 * @throws Error with every outcome counted
 */
export function expectOnly(outcomes: ReadonlyMap<string, number>, allowed: readonly string[]): void {
  const told = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  if ([...outcomes.keys()].some((outcome) => !allowed.includes(outcome))) {
    throw new Error(`only ${allowed.join(', ')} may come of this, but there were: ${told}`);
  }
}
