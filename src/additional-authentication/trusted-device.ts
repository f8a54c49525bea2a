import type { EntityManager } from 'typeorm';
import type { KnownEnvironment } from './environment';

/** An environment that a user has proved to be his, with when. */
export interface TrustedDevice extends KnownEnvironment {
  readonly id: string;
  readonly trustedAt: Date;
}

/** The environments that users have proved to be theirs. */
export interface TrustedDevices {
  /** The user's own, the newest first. */
  of(userId: string): Promise<readonly TrustedDevice[]>;
  /** Makes an environment known within `transaction`; tells whether it was not known before. The oldest give way if there are too many. */
  trust(userId: string, device: TrustedDevice, transaction: EntityManager): Promise<boolean>;
  /** Removes the user's device that `deviceId` is an environment of, with all its environments; tells whether there was one. */
  forget(userId: string, deviceId: string, transaction: EntityManager): Promise<boolean>;
  /** Removes all of the user's. */
  forgetAll(userId: string, transaction: EntityManager): Promise<void>;
}
