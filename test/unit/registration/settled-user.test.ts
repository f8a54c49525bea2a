import { attemptKeyDeriver } from '../../../src/attempts/attempt-key';
import { settledUser } from '../../../src/registration/settled-user';
import { NO_RIGHTS, type User } from '../../../src/users/user';

describe('R2: a user who chose his secrets himself', () => {
  const deriveAttemptKey = attemptKeyDeriver(Buffer.alloc(32, 7));
  const user: User = {
    id: 'user',
    organizationId: 'organization',
    role: 'MASTER',
    loginId: 'arai2024',
    name: '新居 渚',
    email: 'nagisa@example.com',
    language: 'ja',
    createdAt: new Date('2026-04-01T09:00:00Z'),
    version: 1,
    ...NO_RIGHTS,
  };
  const secret = (hash: string) => ({ hash, pepperVersion: 1 });
  let ids = 0;
  const settled = settledUser({ deriveAttemptKey, newId: () => `id ${String((ids += 1))}` }, user, {
    login: secret('login'),
    confirmation: secret('confirmation'),
    answers: [],
  });

  it('has nothing to change before he can go on', () => {
    expect(settled.credentials.map(({ mustChange }) => mustChange)).toEqual([false, false]);
  });

  it('has each secret counted where it is tried: the login password by login ID, the others by his identifier', () => {
    expect(settled.credentials.map(({ secret: { hash }, attemptKey }) => [hash, attemptKey])).toEqual([
      ['login', deriveAttemptKey('LOGIN_PASSWORD', user.loginId)],
      ['confirmation', deriveAttemptKey('CONFIRMATION_PASSWORD', user.id)],
    ]);
    expect(settled.securityAnswers.attemptKey).toEqual(deriveAttemptKey('SECURITY_ANSWER', user.id));
  });

  it('has an identifier of its own for each credential', () => {
    const given = [...settled.credentials.map(({ id }) => id), settled.securityAnswers.credentialId];
    expect(new Set(given).size).toBe(3);
  });
});
