import { RefusedCallers } from '../../../src/gateway/throttle/refused-callers';
import { rateLimitHeaders } from '../../../src/gateway/throttle/rate-limit-headers';
import { throttlePolicies } from '../../../src/gateway/throttle/throttle-policy';

describe('callers known to be refused', () => {
  it('are refused until their time is over, each for himself', () => {
    let nowMs = 1_000;
    const refused = new RefusedCallers(() => nowMs);
    refused.remember('one', 500);
    expect([refused.msLeft('one'), refused.msLeft('other')]).toEqual([500, 0]);
    nowMs = 1_499;
    expect(refused.msLeft('one')).toBe(1);
    nowMs = 1_500;
    expect(refused.msLeft('one')).toBe(0);
  });

  it('take a bounded part of the memory: the oldest are forgotten first', () => {
    const refused = new RefusedCallers(() => 0);
    for (let nth = 0; nth < 100_000; nth += 1) refused.remember(`caller ${String(nth)}`, 1_000);
    const known = Array.from({ length: 100_000 }, (_, nth) => refused.msLeft(`caller ${String(nth)}`) > 0);
    expect(known.filter(Boolean).length).toBeLessThanOrEqual(20_000);
    expect(known.at(-1)).toBe(true);
    expect(known[0]).toBe(false);
  });
});

describe('RateLimit headers (draft 11)', () => {
  const quota = { points: 5, seconds: 60 };
  const [requests, login] = throttlePolicies({
    requests: quota,
    login: { points: 3, seconds: 600 },
    registration: quota,
    session: quota,
    changes: quota,
  });
  if (requests === undefined || login === undefined) throw new Error('no policies');
  const free = { policy: requests, allowed: true, remembered: false, remaining: 4, resetSeconds: 60 };

  it('list every policy; Retry-After comes with a refusal only, and not before any of them ends', () => {
    expect(rateLimitHeaders([free])).toEqual({
      'ratelimit-policy': '"requests";q=5;w=60',
      ratelimit: '"requests";r=4;t=60',
    });
    const short = { policy: requests, allowed: false, remembered: false, remaining: 0, resetSeconds: 7 };
    const long = { policy: login, allowed: false, remembered: true, remaining: 0, resetSeconds: 90 };
    expect(rateLimitHeaders([short, long])).toEqual({
      'ratelimit-policy': '"requests";q=5;w=60, "login";q=3;w=600',
      ratelimit: '"requests";r=0;t=7, "login";r=0;t=90',
      'retry-after': '90',
    });
    expect(rateLimitHeaders([])).toEqual({});
  });
});
