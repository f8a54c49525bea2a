import type { GuessabilityEstimator } from '../../../../src/credentials/policy/guessability-estimator';
import { secretsPolicy } from '../../../../src/credentials/policy/secrets-policy';
import { DEFAULT_SECRETS_POLICY_SETTINGS } from '../../../../src/credentials/policy/secrets-policy-settings';
import { reviewOf } from './review';

/** Needs as many guesses as `known` says of a secret, and remembers what it was asked. */
class ListEstimator implements GuessabilityEstimator {
  readonly asked: { secret: string; ownWords: readonly string[] }[] = [];

  constructor(private readonly known: Readonly<Record<string, number>>) {}

  guesses(secret: string, ownWords: readonly string[]): number {
    this.asked.push({ secret, ownWords });
    return this.known[secret] ?? Infinity;
  }
}

const policyWith = (estimator: GuessabilityEstimator) =>
  secretsPolicy(DEFAULT_SECRETS_POLICY_SETTINGS, estimator);

describe('R1 › hard to guess', () => {
  it('refuses a password below the least number of guesses and accepts one that reaches it', () => {
    const policy = policyWith(new ListEstimator({ below1: 49_999, enough1: 50_000 }));
    expect(policy(reviewOf({ loginPassword: 'below1', confirmationPassword: 'enough1' }))).toEqual([
      { field: 'loginPassword', code: 'EASY_TO_GUESS' },
    ]);
  });

  it('abc123 keeps the character rule and serves as a login ID, but is too common for a password', () => {
    const policy = policyWith(new ListEstimator({ abc123: 14 }));
    expect(policy(reviewOf({ loginId: 'abc123' }))).toEqual([]);
    expect(policy(reviewOf({ confirmationPassword: 'abc123' }))).toEqual([
      { field: 'confirmationPassword', code: 'EASY_TO_GUESS' },
    ]);
  });

  it('tells the estimator the words of the owner, the login ID among them', () => {
    const estimator = new ListEstimator({});
    const owner = { organizationName: 'Aoba', accountNumber: '7654321', ownWords: ['Taro Yamada'] };
    policyWith(estimator)(
      reviewOf({ loginId: 'newid1', loginPassword: 'abc123' }, { owner, current: { loginId: 'oldid1' } }),
    );
    expect(estimator.asked).toEqual([
      { secret: 'abc123', ownWords: ['Taro Yamada', 'Aoba', '7654321', 'newid1', 'oldid1'] },
    ]);
  });

  it.each(['a1'.repeat(500_000), 'abc123\u3042'])(
    'does not estimate a secret that is too long or holds an illegal character (%#)',
    (loginPassword) => {
      const estimator = new ListEstimator({});
      expect(policyWith(estimator)(reviewOf({ loginPassword }))).toHaveLength(1);
      expect(estimator.asked).toEqual([]);
    },
  );

  it('every violation of every field is reported at once', () => {
    const policy = policyWith(new ListEstimator({ aoba: 3 }));
    const owner = { organizationName: 'Aoba', accountNumber: '7654321', ownWords: [] };
    expect(
      policy(
        reviewOf(
          { loginId: 'a 1', loginPassword: 'aoba', confirmationPassword: '12345678901234' },
          { owner },
        ),
      ),
    ).toEqual([
      { field: 'loginId', code: 'TOO_SHORT' },
      { field: 'loginId', code: 'ILLEGAL_CHARACTER' },
      { field: 'loginPassword', code: 'TOO_SHORT' },
      { field: 'loginPassword', code: 'NEEDS_DIGIT' },
      { field: 'loginPassword', code: 'CONTAINS_ORGANIZATION_NAME' },
      { field: 'loginPassword', code: 'EASY_TO_GUESS' },
      { field: 'confirmationPassword', code: 'TOO_LONG' },
      { field: 'confirmationPassword', code: 'NEEDS_LETTER' },
    ]);
  });
});
