import type { ConfigFault } from './config-faults';
import { SETTINGS } from './settings';

const PREFIX = 'SEKISHO_';
/** Below this length unrelated names such as HOME and HOST are as near as misspelt ones. */
const SHORTEST_COMPARED = 8;
const MOST_EDITS = 2;

const known = Object.entries(SETTINGS).flatMap(([name, { secret }]) =>
  secret ? [name, `${name}_FILE`] : [name],
);

/** Levenshtein distance: single characters inserted, removed or replaced. */
function editsBetween(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let above = 0; above < left.length; above += 1) {
    const next = [above + 1];
    for (let index = 0; index < right.length; index += 1) {
      const replaced = (row[index] ?? 0) + (left[above] === right[index] ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

function nearestTo(name: string): { name: string; edits: number } {
  const upper = name.toUpperCase();
  const byDistance = known.map((candidate) => ({ name: candidate, edits: editsBetween(upper, candidate) }));
  return byDistance.reduce((best, candidate) => (candidate.edits < best.edits ? candidate : best));
}

function faultOf(name: string): ConfigFault | null {
  if (known.includes(name)) return null;
  const own = name.startsWith(PREFIX);
  const bare = own ? name.slice(PREFIX.length) : name;
  const nearest = nearestTo(bare);
  const near = nearest.edits <= MOST_EDITS && bare.length >= SHORTEST_COMPARED;
  if (near || (own && nearest.edits === 0))
    return { name, problem: `unknown; did you mean ${nearest.name}?` };
  return own ? { name, problem: 'unknown' } : null;
}

/**
 * Names in the environment that are no settings but were meant to be: ours by prefix, or within two letters of one.
 * A misspelt setting would otherwise leave its default standing without a word.
 */
export function misspellings(names: readonly string[]): ConfigFault[] {
  return names.map(faultOf).filter((fault) => fault !== null);
}
