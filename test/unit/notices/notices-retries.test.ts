import fc from 'fast-check';
import { deliveryFault } from '../../../src/notices/delivery-fault';
import { retryDelayMs } from '../../../src/notices/retry-delay';

const BACKOFF = { firstRetryMs: 1_000, longestRetryMs: 60_000 };

describe('R11 › retries', () => {
  it('wait twice as long each time, up to a bound', () => {
    const delays = [1, 2, 3, 4, 7, 100, 2_000].map((attempt) => retryDelayMs(attempt, BACKOFF, 0));
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 60_000, 60_000, 60_000]);
  });

  it('are spread by chance, never below half', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, chance) => {
          const whole = retryDelayMs(attempt, BACKOFF, 0);
          const delay = retryDelayMs(attempt, BACKOFF, chance);
          expect(delay).toBeLessThanOrEqual(whole);
          expect(delay).toBeGreaterThanOrEqual(whole / 2);
        },
      ),
    );
  });

  it.each([
    [{ code: 'EENVELOPE', responseCode: 550, response: '550 5.1.1 no such mailbox' }, 'EENVELOPE_550', true],
    [{ code: 'EENVELOPE', responseCode: 550, response: '550 5.7.1 relay denied' }, 'EENVELOPE_550', false],
    [{ code: 'EENVELOPE', responseCode: 451, response: '451 4.1.1 later' }, 'EENVELOPE_451', false],
    [{ code: 'ECONNECTION' }, 'ECONNECTION', false],
    [new Error('user@example.com'), 'UNKNOWN', false],
    [{ code: 'user@example.com', responseCode: 'x' }, 'UNKNOWN', false],
    [null, 'UNKNOWN', false],
  ])('know %j as %s', (fault, code, permanent) => {
    expect(deliveryFault(fault)).toEqual({ code, permanent });
  });

  it('have codes that the database takes, whatever failed', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (code, responseCode) => {
        expect(deliveryFault({ code, responseCode }).code).toMatch(/^[A-Z0-9_]{1,40}$/);
      }),
    );
  });
});
