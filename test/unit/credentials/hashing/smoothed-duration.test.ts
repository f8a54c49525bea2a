import { SmoothedDuration } from '../../../../src/credentials/hashing/smoothed-duration';

describe('smoothed duration', () => {
  it('is 0 before the first measurement, then that one, then moves by an eighth', () => {
    const duration = new SmoothedDuration();
    expect(duration.ms).toBe(0);
    duration.add(80);
    expect(duration.ms).toBe(80);
    duration.add(0);
    expect(duration.ms).toBe(70);
  });
});
