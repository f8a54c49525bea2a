import type { AnswerEntry } from '../additional-authentication/answer-rule';
import { hashAnswers } from '../additional-authentication/hash-answers';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { HashingCaller, SecretHasher } from '../credentials/secret-hasher';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';
import { tidyProfile, type Profile } from '../users/profile-rule';
import type { Language, User } from '../users/user';
import type { NewMaster } from './master-register';
import { MASTER_RIGHTS } from './master-rights';
import { settledUser } from './settled-user';

/** What a master chooses and states about himself, as typed. */
export interface MasterForm extends Profile {
  readonly loginId: string;
  readonly loginPassword: string;
  readonly confirmationPassword: string;
  readonly language: Language;
  readonly securityAnswers: readonly AnswerEntry[];
}

export interface MasterPreparationPorts {
  readonly hasher: SecretHasher;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * Makes the master out of a form that was found in order: his secrets hashed, and none to be changed at first login,
 * since he chose them himself.
 * @throws HashingBusy
 */
export async function prepareMaster(
  ports: MasterPreparationPorts,
  organizationId: string,
  form: MasterForm,
  caller: HashingCaller,
): Promise<NewMaster> {
  const { hasher, clock, newId } = ports;
  const { loginId, language } = form;
  const [login, confirmation, answers] = await Promise.all([
    hasher.hash(form.loginPassword, caller),
    hasher.hash(form.confirmationPassword, caller),
    hashAnswers(hasher, form.securityAnswers, caller),
  ]);
  const user: User = {
    id: newId(),
    organizationId,
    role: 'MASTER',
    loginId,
    ...tidyProfile(form),
    ...MASTER_RIGHTS,
    language,
    createdAt: clock.now(),
    version: 1,
  };
  return { organizationId, ...settledUser(ports, user, { login, confirmation, answers }) };
}
