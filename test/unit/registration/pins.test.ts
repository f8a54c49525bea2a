import fc from 'fast-check';
import { attemptKeyDeriver } from '../../../src/attempts/attempt-key';
import { pinAttemptKey } from '../../../src/credentials/pins/pin-attempt-key';
import { PIN_KINDS } from '../../../src/credentials/pins/pin-kind';
import { isPin } from '../../../src/credentials/pins/pin-rule';

const derive = attemptKeyDeriver(new Uint8Array(32).fill(7));
const account = { branchCode: '002', accountType: 'CURRENT', accountNumber: '3050912' } as const;
const keyOf = (given: Parameters<typeof pinAttemptKey>[2]): string =>
  pinAttemptKey(derive, 'INQUIRY_PIN', given).hash;

describe('R4: a PIN', () => {
  it('is four digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999 }), (number) => isPin(String(number).padStart(4, '0'))),
    );
  });

  it.each(['', '123', '12345', '12a4', '12 4', '１２３４', '-123', '1.23', '1234\n'])('is not %j', (text) => {
    expect(isPin(text)).toBe(false);
  });

  it('has as many digits as the deployment says', () => {
    expect([isPin('123456', 6), isPin('1234', 6)]).toEqual([true, false]);
  });
});

describe('R7: the counter of a PIN', () => {
  it.each([
    { ...account, branchCode: '００２' },
    { ...account, branchCode: ' 0 0 2 ' },
    { ...account, accountNumber: '３０５０９１２\u3000' },
    { ...account, accountNumber: '3050912\0\n' },
  ])('is the same however the account is typed: %j', (typed) => {
    expect(keyOf(typed)).toBe(keyOf(account));
  });

  it('is each PIN’s own', () => {
    const keys = PIN_KINDS.map((kind) => pinAttemptKey(derive, kind, account).hash);
    expect(new Set(keys).size).toBe(PIN_KINDS.length);
  });

  it('is each account’s own', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${String(length)}}$`));
    const accounts = fc.record({
      branchCode: digits(3),
      accountType: fc.constantFrom('ORDINARY' as const, 'CURRENT' as const),
      accountNumber: digits(7),
    });
    fc.assert(
      fc.property(accounts, accounts, (one, other) => {
        expect(keyOf(one) === keyOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});
