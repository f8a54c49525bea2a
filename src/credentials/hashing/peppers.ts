/**
 * The keys that every hash is made with, beside its salt. They live in the configuration, not in the database, so
 * that a stolen database alone allows no guessing.
 */
export interface Peppers {
  /** Version that new hashes are made with. */
  readonly current: number;
  /** Every version that stored hashes may still name; at least 32 bytes each. */
  readonly byVersion: ReadonlyMap<number, Uint8Array>;
}

/** A stored hash names a pepper that this gateway does not have: an internal fault, never a wrong secret. */
export class UnknownPepperVersion extends Error {
  constructor(readonly version: number) {
    super(`pepper version ${String(version)} is not configured`);
    this.name = 'UnknownPepperVersion';
  }
}

/** @throws UnknownPepperVersion */
export function pepperOf(peppers: Peppers, version: number): Uint8Array {
  const pepper = peppers.byVersion.get(version);
  if (pepper === undefined) throw new UnknownPepperVersion(version);
  return pepper;
}
