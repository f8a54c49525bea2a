import type { ChainEnd } from '../sealing/chain';

const FORMAT = 'sekisho-history-head-1';

/** Writes the heads for keeping outside, where whoever may change the database cannot reach them (R11). */
export function renderHeads(heads: readonly ChainEnd[], takenAt: Date): string {
  const chains = heads.map(({ chain, position, hash }) => ({ chain, position, hash }));
  return `${JSON.stringify({ format: FORMAT, takenAt: takenAt.toISOString(), chains }, null, 2)}\n`;
}

/**
 * Reads what {@link renderHeads} wrote, by chain.
 * @throws Error if it is anything else
 */
export function parseHeads(text: string): ReadonlyMap<string, ChainEnd> {
  const read: unknown = JSON.parse(text);
  if (!isRecord(read) || read['format'] !== FORMAT || !Array.isArray(read['chains'])) {
    throw new Error(`The anchor is not of the format ${FORMAT}.`);
  }
  return new Map(read['chains'].map(endFrom).map((end) => [end.chain, end]));
}

function endFrom(entry: unknown): ChainEnd {
  if (isRecord(entry)) {
    const { chain, position, hash } = entry;
    if (typeof chain === 'string' && Number.isSafeInteger(position) && /^[0-9a-f]{64}$/.test(String(hash))) {
      return { chain, position: Number(position), hash: String(hash) };
    }
  }
  throw new Error('The anchor holds an entry that is not a chain, a position and a hash.');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
