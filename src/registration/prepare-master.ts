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
  { hasher, deriveAttemptKey, clock, newId }: MasterPreparationPorts,
  organizationId: string,
  form: MasterForm,
  caller: HashingCaller,
): Promise<NewMaster> {
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
  return {
    organizationId,
    user,
    credentials: [
      {
        id: newId(),
        attemptKey: deriveAttemptKey('LOGIN_PASSWORD', loginId),
        secret: login,
        mustChange: false,
      },
      {
        id: newId(),
        attemptKey: deriveAttemptKey('CONFIRMATION_PASSWORD', user.id),
        secret: confirmation,
        mustChange: false,
      },
    ],
    securityAnswers: {
      userId: user.id,
      organizationId,
      credentialId: newId(),
      attemptKey: deriveAttemptKey('SECURITY_ANSWER', user.id),
      answers,
      registeredAt: user.createdAt,
    },
  };
}
