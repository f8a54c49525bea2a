import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** What the loop is told: how the gateway hashes, and for how long to go on. */
export interface HashingOrder {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly outputBytes: number;
  readonly atOnce: number;
  readonly durationMs: number;
}

/** What it answers. */
export interface HashingCount {
  readonly perSecond: number;
  /** Milliseconds of a core that one verification took. */
  readonly cpuMs: number;
}

/** The physical limit of logins: argon2id and nothing else, as many at once as the gateway's bulkhead lets through. */
async function verifyRepeatedly(order: HashingOrder): Promise<HashingCount> {
  const secret = randomBytes(32);
  const password = 'hash4load9';
  const stored = await hash(password, {
    memoryCost: order.memoryKiB,
    timeCost: order.passes,
    parallelism: order.parallelism,
    outputLen: order.outputBytes,
    secret,
  });
  const endsAt = performance.now() + order.durationMs;
  const usedBefore = process.cpuUsage();
  let [verified, begun] = [0, 0];
  const loop = async (): Promise<void> => {
    while (performance.now() < endsAt) {
      begun += 1;
      if (!(await verify(stored, password, { secret }))) throw new Error('a right password was found wrong');
      if (performance.now() < endsAt) verified += 1;
    }
  };
  await Promise.all(Array.from({ length: order.atOnce }, loop));
  const { user, system } = process.cpuUsage(usedBefore);
  return { perSecond: verified / (order.durationMs / 1_000), cpuMs: (user + system) / 1_000 / begun };
}

process.on('message', (order: HashingOrder) => {
  void verifyRepeatedly(order).then((count) => process.send?.(count));
});
