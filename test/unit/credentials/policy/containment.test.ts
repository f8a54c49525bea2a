import { bankPolicy, reviewOf } from './review';

const codesFor = (secret: string, owner: { organizationName?: string; accountNumber?: string }) =>
  bankPolicy(
    reviewOf(
      { loginPassword: secret },
      { owner: { organizationName: '', accountNumber: '7654321', ownWords: [], ...owner } },
    ),
  ).map(({ code }) => code);

describe('R1 › login ID, organization name and account number are not contained', () => {
  it.each(['xx1taro1', 'TARO1-xx', 'xTaRo1yy'])('refuses %s for the login ID taro1', (loginPassword) => {
    expect(bankPolicy(reviewOf({ loginPassword }, { current: { loginId: 'taro1' } }))).toEqual([
      { field: 'loginPassword', code: 'CONTAINS_LOGIN_ID' },
    ]);
  });

  it('looks for the login ID that is proposed, not for the one it replaces', () => {
    const proposed = { loginId: 'hanako7', loginPassword: 'taro12xy', confirmationPassword: 'hanako7xy' };
    expect(bankPolicy(reviewOf(proposed, { current: { loginId: 'taro12' } }))).toEqual([
      { field: 'confirmationPassword', code: 'CONTAINS_LOGIN_ID' },
    ]);
  });

  it('does not find a login ID that is empty or refused as far too short in every password', () => {
    const violations = bankPolicy(reviewOf({ loginId: 'a', loginPassword: 'abc123' }));
    expect(violations).toContainEqual({ field: 'loginId', code: 'TOO_SHORT' });
    expect(violations.filter(({ field }) => field === 'loginPassword')).toEqual([]);
  });

  it.each([
    ['Aoba Trading Co., Ltd.', 'aoba1234'],
    ['Aoba Trading Co., Ltd.', '9Trading!'],
    ['ＡＯＢＡ商事', 'xxAoba99'],
    ['NTT株式会社', 'ntt55xyz'],
    ['A-1 Bakery', 'a1bakery9'],
    ['Aoba', 'a.o.b.a.1'],
  ])('finds %s in %s', (organizationName, secret) => {
    expect(codesFor(secret, { organizationName })).toEqual(['CONTAINS_ORGANIZATION_NAME']);
  });

  it.each([
    ['Aoba Trading Co., Ltd.', 'coltd123'],
    ['青葉商事', 'abc123'],
    ['', 'abc123'],
    ['AB', 'abc123'],
  ])('does not find %s in %s', (organizationName, secret) => {
    expect(codesFor(secret, { organizationName })).toEqual([]);
  });

  it.each(['a7654321', '7654321z', 'x765-4321'])('finds the account number in %s', (secret) => {
    expect(codesFor(secret, {})).toEqual(['CONTAINS_ACCOUNT_NUMBER']);
  });

  it('a part of the account number is no violation', () => {
    expect(codesFor('abc654321', {})).toEqual([]);
  });

  it('the login ID, too, may contain neither name nor account number', () => {
    const owner = { organizationName: 'Aoba', accountNumber: '7654321', ownWords: [] };
    expect(bankPolicy(reviewOf({ loginId: 'aoba7654321' }, { owner }))).toEqual([
      { field: 'loginId', code: 'CONTAINS_ORGANIZATION_NAME' },
      { field: 'loginId', code: 'CONTAINS_ACCOUNT_NUMBER' },
    ]);
  });
});
