import fc from 'fast-check';
import { SECRET_FIELDS } from '../../../../src/credentials/policy/secret-field';
import { bankPolicy, reviewOf } from './review';

describe('R1 › the three differ from one another', () => {
  it('reports the later of two equal fields', () => {
    expect(bankPolicy(reviewOf({ loginId: 'abc123', loginPassword: 'abc123' }))).toEqual([
      { field: 'loginPassword', code: 'SAME_AS_LOGIN_ID' },
    ]);
    expect(bankPolicy(reviewOf({ loginPassword: 'abc123', confirmationPassword: 'abc123' }))).toEqual([
      { field: 'confirmationPassword', code: 'SAME_AS_LOGIN_PASSWORD' },
    ]);
  });

  it('reports each of three equal fields once per field before it', () => {
    const proposed = { loginId: 'abc123', loginPassword: 'abc123', confirmationPassword: 'abc123' };
    expect(bankPolicy(reviewOf(proposed))).toEqual([
      { field: 'loginPassword', code: 'SAME_AS_LOGIN_ID' },
      { field: 'confirmationPassword', code: 'SAME_AS_LOGIN_ID' },
      { field: 'confirmationPassword', code: 'SAME_AS_LOGIN_PASSWORD' },
    ]);
  });

  it('compares a single new secret with the others in force', () => {
    const current = { loginId: 'login1', confirmationPassword: 'confirm1' };
    expect(bankPolicy(reviewOf({ loginPassword: 'login1' }, { current }))).toEqual([
      { field: 'loginPassword', code: 'SAME_AS_LOGIN_ID' },
    ]);
    expect(bankPolicy(reviewOf({ loginPassword: 'confirm1' }, { current }))).toEqual([
      { field: 'loginPassword', code: 'SAME_AS_CONFIRMATION_PASSWORD' },
    ]);
  });

  it('takes the word of a verification for secrets in force only as hashes', () => {
    const equalToStored = [
      { proposed: 'loginPassword', stored: 'confirmationPassword' },
      { proposed: 'loginPassword', stored: 'loginPassword' },
    ] as const;
    expect(bankPolicy(reviewOf({ loginPassword: 'abc123' }, { equalToStored }))).toEqual([
      { field: 'loginPassword', code: 'SAME_AS_CURRENT' },
      { field: 'loginPassword', code: 'SAME_AS_CONFIRMATION_PASSWORD' },
    ]);
  });

  it('two secrets may be exchanged for new ones at once: a replaced value no longer counts', () => {
    const current = { loginPassword: 'first1', confirmationPassword: 'second2' };
    const proposed = { loginPassword: 'second2', confirmationPassword: 'third3' };
    expect(bankPolicy(reviewOf(proposed, { current }))).toEqual([]);
  });

  it.each(SECRET_FIELDS)('a new %s differs from the current one', (field) => {
    const review = reviewOf({ [field]: 'abc123' }, { current: { [field]: 'abc123' } });
    expect(bankPolicy(review)).toEqual([{ field, code: 'SAME_AS_CURRENT' }]);
  });

  it('is kept by exactly those proposals whose fields are all different', () => {
    const secret = fc.constantFrom('tree11', 'river22', 'cloud33');
    const proposals = fc.record({ loginId: secret, loginPassword: secret, confirmationPassword: secret });
    fc.assert(
      fc.property(proposals, (proposed) => {
        const allDifferent = new Set(Object.values(proposed)).size === 3;
        expect(bankPolicy(reviewOf(proposed)).length === 0).toBe(allDifferent);
      }),
    );
  });
});
