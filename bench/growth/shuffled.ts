import { randomInt } from 'node:crypto';

/**
 * The same in an order of chance (Fisher and Yates), another one in each round: what grows with time, such as a machine
 * that gets warm, then does not look like what grows with size.
 */
export function shuffled<Item>(
  items: readonly Item[],
  random: (below: number) => number = randomInt,
): Item[] {
  const shuffle = [...items];
  for (let last = shuffle.length - 1; last > 0; last -= 1) {
    const chosen = random(last + 1);
    [shuffle[last], shuffle[chosen]] = [shuffle[chosen] as Item, shuffle[last] as Item];
  }
  return shuffle;
}
