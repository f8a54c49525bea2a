import type { DataSource } from 'typeorm';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { HashingCaller, SecretHasher } from '../credentials/secret-hasher';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';

/** What the demo's accounts are made with. */
export interface DemoPorts {
  readonly dataSource: DataSource;
  readonly hasher: SecretHasher;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** The seeding waits for nobody, so its place in the hashing queue does not matter. */
export const SEEDING: HashingCaller = { networkPrefix: 'demo', knownAs: null };
