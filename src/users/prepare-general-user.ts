import type { AttemptKey, DeriveAttemptKey } from '../attempts/attempt-key';
import type { SecretHasher } from '../credentials/secret-hasher';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';
import type { ActingUser } from './acting-user';
import type { Profile } from './profile-rule';
import { tidyPermissions, type Limits } from './rights-rule';
import type { Language, Permission, User } from './user';
import type { NewCredential, NewGeneralUser } from './user-register';

/** A general user as a master asks for him. */
export interface GeneralUserRequest extends Profile {
  readonly loginId: string;
  readonly temporaryLoginPassword: string;
  /** Left out, the user sets his first confirmation password himself. */
  readonly temporaryConfirmationPassword?: string;
  readonly language: Language;
  readonly permissions: readonly Permission[];
  readonly limits: Limits;
}

/** What preparing a user works with. */
export interface PreparationPorts {
  readonly hasher: SecretHasher;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * Makes of an accepted request what is to be stored; whoever did not choose his passwords himself must change them (R2).
 * @throws HashingBusy when the hashing queue is full
 */
export async function prepareGeneralUser(
  ports: PreparationPorts,
  { organizationId, caller }: ActingUser,
  request: GeneralUserRequest,
): Promise<NewGeneralUser> {
  const { hasher, deriveAttemptKey, clock, newId } = ports;
  const temporary = async (attemptKey: AttemptKey, secret: string): Promise<NewCredential> => ({
    id: newId(),
    attemptKey,
    secret: await hasher.hash(secret, caller),
    mustChange: true,
  });
  const user = newGeneralUser(newId(), organizationId, clock.now(), request);
  const { temporaryLoginPassword, temporaryConfirmationPassword } = request;
  const credentials = [
    await temporary(deriveAttemptKey('LOGIN_PASSWORD', user.loginId), temporaryLoginPassword),
  ];
  if (temporaryConfirmationPassword !== undefined) {
    const key = deriveAttemptKey('CONFIRMATION_PASSWORD', user.id);
    credentials.push(await temporary(key, temporaryConfirmationPassword));
  }
  return { organizationId, user, credentials };
}

function newGeneralUser(
  id: string,
  organizationId: string,
  createdAt: Date,
  { loginId, name, email, language, permissions, limits }: GeneralUserRequest,
): User {
  return {
    id,
    organizationId,
    role: 'GENERAL',
    loginId,
    name,
    email,
    language,
    permissions: tidyPermissions(permissions),
    transferLimitYen: limits.transferYen,
    collectionLimitYen: limits.collectionYen,
    createdAt,
    version: 1,
  };
}
