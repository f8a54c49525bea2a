import fc from 'fast-check';
import type { AttemptOutcome } from '../../../src/attempts/attempt-guard';
import { jointOutcome } from '../../../src/attempts/joint-outcome';

const NOW = Date.parse('2026-11-22T00:00:00.000Z');
const lockFor = (ms: number): AttemptOutcome<null> => ({
  kind: 'LOCKED_OUT',
  lockedUntil: new Date(NOW + ms),
  retryAfterSeconds: Math.ceil(ms / 1_000),
});
const outcome: fc.Arbitrary<AttemptOutcome<null>> = fc.oneof(
  fc.constantFrom<AttemptOutcome<null>>(
    { kind: 'SUCCEEDED', subject: null },
    { kind: 'FAILED', subject: null },
    { kind: 'SUSPENDED' },
    { kind: 'BUSY', retryAfterSeconds: 1 },
  ),
  fc.integer({ min: 1, max: 7_200_000 }).map(lockFor),
);

describe('R7 › what several attempts amount to', () => {
  it('does not depend on whose outcome is whose', () => {
    fc.assert(
      fc.property(
        fc
          .array(outcome, { maxLength: 3 })
          .chain((outcomes) =>
            fc.tuple(
              fc.constant(outcomes),
              fc.shuffledSubarray(outcomes, { minLength: outcomes.length, maxLength: outcomes.length }),
            ),
          ),
        ([outcomes, shuffled]) => {
          expect(jointOutcome(shuffled, 3)).toEqual(jointOutcome(outcomes, 3));
        },
      ),
    );
  });

  it('is a success only if all three are right', () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 3 }), (outcomes) => {
        const allRight = outcomes.length === 3 && outcomes.every(({ kind }) => kind === 'SUCCEEDED');
        expect(jointOutcome(outcomes, 3).kind === 'SUCCEEDED').toBe(allRight);
      }),
    );
  });

  it('a suspension goes before a lock, a lock before a wrong entry', () => {
    const wrong = { kind: 'FAILED', subject: null } as const;
    expect(jointOutcome([lockFor(1_000), { kind: 'SUSPENDED' }, wrong], 3).kind).toBe('SUSPENDED');
    expect(jointOutcome([wrong, lockFor(1_000), wrong], 3).kind).toBe('LOCKED_OUT');
  });

  it('the lock that ends last, its end in whole seconds', () => {
    expect(jointOutcome([lockFor(5_000), lockFor(3_600_001), lockFor(10_000)], 3)).toEqual({
      kind: 'LOCKED_OUT',
      lockedUntil: new Date(NOW + 3_601_000),
      retryAfterSeconds: 3_601,
    });
  });
});
