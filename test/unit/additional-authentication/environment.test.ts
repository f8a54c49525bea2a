import fc from 'fast-check';
import {
  compareEnvironment,
  type Environment,
  type KnownEnvironment,
} from '../../../src/additional-authentication/environment';

/** Few values for each factor, so that environments often agree in some and differ in others. */
const knownEnvironment: fc.Arbitrary<KnownEnvironment> = fc.record({
  deviceHash: fc.constantFrom('device 1', 'device 2'),
  osFamily: fc.constantFrom('Windows', 'macOS'),
  browserFamily: fc.constantFrom('Chrome', 'Firefox'),
  networkProvider: fc.constantFrom('AS64500', 'AS64501'),
});
const known = fc.array(knownEnvironment, { minLength: 1, maxLength: 6 });
const FACTORS = ['deviceHash', 'osFamily', 'browserFamily', 'networkProvider'] as const;

describe('R8: an environment', () => {
  it('is known if it is one of those that the user has used', () => {
    fc.assert(
      fc.property(known, fc.nat(), (environments, pick) => {
        const current = environments[pick % environments.length] as Environment;
        expect(compareEnvironment(environments, { ...current })).toBe('KNOWN');
      }),
    );
  });

  it('is unfamiliar if any factor has never been seen, whatever else agrees', () => {
    fc.assert(
      fc.property(known, fc.nat(), fc.constantFrom(...FACTORS), (environments, pick, factor) => {
        const current = { ...(environments[pick % environments.length] as Environment), [factor]: 'new' };
        expect(compareEnvironment(environments, current)).toBe('UNFAMILIAR');
      }),
    );
  });

  it('is unfamiliar if its factors come from different occasions', () => {
    fc.assert(
      fc.property(known, knownEnvironment, (environments, current) => {
        fc.pre(!environments.some((one) => FACTORS.every((factor) => one[factor] === current[factor])));
        expect(compareEnvironment(environments, current)).toBe('UNFAMILIAR');
      }),
    );
  });

  it('is unfamiliar without a device, and to a user who has used none', () => {
    fc.assert(
      fc.property(known, knownEnvironment, (environments, current) => {
        expect(compareEnvironment(environments, { ...current, deviceHash: null })).toBe('UNFAMILIAR');
        expect(compareEnvironment([], current)).toBe('UNFAMILIAR');
      }),
    );
  });
});
