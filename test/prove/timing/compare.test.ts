import type { RawAnswer } from '../json-client';
import { Random } from '../random';
import { compare, type Pair } from './compare';
import { verdictOn } from './prove-indistinguishable';

/** Answers of a gateway that would take so long in the mean, with what it would say. */
function answering(
  meanMs: number,
  random: Random,
  text = '{"kind":"InvalidCredentials"}',
  headers: readonly string[] = [],
) {
  return (): Promise<RawAnswer> =>
    Promise.resolve({
      status: 200,
      headers: {},
      rawHeaders: ['date', String(random.fraction()), ...headers],
      text,
      tookMs: meanMs + random.fraction() * 4,
    });
}

const EXPECTED = 'InvalidCredentials';

describe('F10 › what can be told apart is told apart', () => {
  const comparing = async (
    first: Pair['first'],
    second: Pair['second'],
  ): Promise<ReturnType<typeof verdictOn>> =>
    verdictOn(
      [await compare({ name: 'a pair', first, second, expected: EXPECTED }, 500, new Random(1))],
      500,
    );

  it('the same answers at the same pace meet the bar', async () => {
    const random = new Random(2);
    const proof = await comparing(answering(20, random), answering(20, random));
    expect(proof).toMatchObject({ met: true, details: [] });
  });

  it('half a millisecond of twenty misses it', async () => {
    const random = new Random(2);
    const proof = await comparing(answering(20, random), answering(20.5, random));
    expect(proof).toMatchObject({ met: false, details: [expect.stringContaining('a pair')] });
  });

  it.each([
    ['another word in the body', '{"kind":"InvalidCredentials","message":"unknown"}', []],
    ['a header more', '{"kind":"InvalidCredentials"}', ['x-user', 'known']],
  ])('%s misses it', async (_what, text, headers) => {
    const random = new Random(2);
    const proof = await comparing(answering(20, random), answering(20, random, text, headers));
    expect(proof.met).toBe(false);
    expect(proof.figure).toContain('1 told apart');
  });

  it('seconds left and request IDs name the moment, not the user', async () => {
    const random = new Random(2);
    const moment = (retryAfterSeconds: number): Pair['first'] =>
      answering(20, random, JSON.stringify({ kind: EXPECTED, retryAfterSeconds }), [
        'RateLimit',
        `"login";r=${retryAfterSeconds};t=5`,
        'x-request-id',
        `4f0c5a52-2ff1-4e1c-8b0e-00000000000${retryAfterSeconds}`,
      ]);
    expect((await comparing(moment(3), moment(4))).met).toBe(true);
  });

  it('an answer of another kind than expected proves nothing', async () => {
    const random = new Random(2);
    const busy = answering(20, random, '{"kind":"Busy"}');
    await expect(comparing(busy, busy)).rejects.toThrow(/expected InvalidCredentials/);
  });
});
