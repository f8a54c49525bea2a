import type { AttemptKey, DeriveAttemptKey } from '../../attempts/attempt-key';
import type { NewId } from '../../platform/ids';
import type { HashingCaller, SecretHasher, StoredSecret } from '../secret-hasher';
import { pinAttemptKey } from './pin-attempt-key';
import { PIN_KINDS, type PinKind } from './pin-kind';
import { isPin } from './pin-rule';
import type { RepresentativeAccount } from './representative-account';

/** The four PINs of one organization in the clear. */
export type Pins = Readonly<Record<PinKind, string>>;

/** A PIN to be stored. */
export interface NewPin {
  readonly id: string;
  readonly attemptKey: AttemptKey;
  readonly secret: StoredSecret;
}

export interface PinHashingPorts {
  readonly hasher: SecretHasher;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly newId: NewId;
}

/**
 * Hashes the four PINs of the organization with this account, each for itself (R4).
 * @throws RangeError if one is not of a PIN's form; HashingBusy
 */
export function hashPins(
  { hasher, deriveAttemptKey, newId }: PinHashingPorts,
  account: RepresentativeAccount,
  pins: Pins,
  caller: HashingCaller,
): Promise<readonly NewPin[]> {
  return Promise.all(
    PIN_KINDS.map(async (kind) => {
      if (!isPin(pins[kind])) throw new RangeError(`${kind} is not of a PIN's form`);
      const secret = await hasher.hash(pins[kind], caller);
      return { id: newId(), attemptKey: pinAttemptKey(deriveAttemptKey, kind, account), secret };
    }),
  );
}
