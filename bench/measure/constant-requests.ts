import autocannon from 'autocannon';
import { build, type Histogram } from 'hdr-histogram-js';

/** One request, sent again and again. */
export interface ConstantRequests {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** What every answer must be: a fast wrong answer is no answer. */
  readonly status: number;
  readonly bodyIncludes: string;
}

export interface ConstantReport {
  readonly perSecond: number;
  /** Microseconds. */
  readonly latency: Histogram;
  /** Answers in each second. */
  readonly seconds: readonly number[];
}

/**
 * How many of one and the same request a server answers in a second, with autocannon: a closed loop, which is right
 * for the question "how many at most", and the cheapest generator there is for it in Node.
 * @throws Error if any answer was not as it must be
 */
export async function sendConstantly(requests: ConstantRequests): Promise<ConstantReport> {
  const { url, body, headers, connections, seconds, status, bodyIncludes } = requests;
  const latency = build({ useWebAssembly: false });
  const perSecond: number[] = [];
  let answers = 0;
  let otherStatus = 0;
  const begunAt = performance.now();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
        connections,
        duration: seconds,
        verifyBody: (text) => String(text).includes(bodyIncludes),
      },
      (fault: Error | null, done: autocannon.Result) => {
        if (fault === null) resolve(done);
        else reject(fault);
      },
    );
    instance.on('response', (_client, statusCode, _bytes, tookMs) => {
      answers += 1;
      if (statusCode !== status) otherStatus += 1;
      latency.recordValue(Math.max(1, Math.round(tookMs * 1_000)));
      const second = Math.floor((performance.now() - begunAt) / 1_000);
      perSecond[second] = (perSecond[second] ?? 0) + 1;
    });
  });
  const tookMs = performance.now() - begunAt;
  if (otherStatus + result.mismatches + result.errors > 0) {
    throw new Error(
      `every answer was to be ${status} with ${bodyIncludes}, but of ${answers} ${otherStatus} had another status and ` +
        `${result.mismatches} another body; ${result.errors} requests got none`,
    );
  }
  return { perSecond: answers / (tookMs / 1_000), latency, seconds: whole(perSecond, seconds) };
}

/** Seconds without an answer count as zero; what came after the last whole second does not make one. */
function whole(perSecond: readonly number[], seconds: number): readonly number[] {
  return Array.from({ length: seconds }, (_, second) => perSecond[second] ?? 0);
}
