import * as fc from 'fast-check';
import { requiredActions } from '../../../src/users/required-action';

const NOTHING_MISSING = {
  loginPassword: { mustChange: false },
  confirmationPassword: { mustChange: false },
  securityAnswersRegistered: true,
};

describe('R2: what a user has to do first', () => {
  it('is nothing when all is in place', () => {
    expect(requiredActions(NOTHING_MISSING)).toEqual([]);
  });

  it.each([
    [{ loginPassword: { mustChange: true } }, 'CHANGE_LOGIN_PASSWORD'],
    [{ confirmationPassword: null }, 'SET_CONFIRMATION_PASSWORD'],
    [{ confirmationPassword: { mustChange: true } }, 'SET_CONFIRMATION_PASSWORD'],
    [{ securityAnswersRegistered: false }, 'REGISTER_SECURITY_ANSWERS'],
  ])('%j asks for %s', (missing, action) => {
    expect(requiredActions({ ...NOTHING_MISSING, ...missing })).toEqual([action]);
  });

  it('is asked for in one order, whatever is missing', () => {
    const order = ['CHANGE_LOGIN_PASSWORD', 'SET_CONFIRMATION_PASSWORD', 'REGISTER_SECURITY_ANSWERS'];
    const password = fc.record({ mustChange: fc.boolean() });
    const secrets = fc.record({
      loginPassword: password,
      confirmationPassword: fc.option(password),
      securityAnswersRegistered: fc.boolean(),
    });
    fc.assert(
      fc.property(secrets, (inPlace) => {
        const places = requiredActions(inPlace).map((action) => order.indexOf(action));
        expect(places).toEqual([...new Set(places)].sort());
      }),
    );
  });
});
