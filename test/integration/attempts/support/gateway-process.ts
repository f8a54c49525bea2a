import { setTimeout as sleep } from 'node:timers/promises';
import type { AttemptKey } from '../../../../src/attempts/attempt-key';
import { type GatewayOptions, startGateway } from './gateway';

/** What the test asks of a gateway process: so many attempts at once, each verified for a while. */
export interface Storm {
  readonly key: AttemptKey;
  readonly attempts: number;
  readonly right: boolean;
  /** null verifies for ever. */
  readonly verifyForMs: number | null;
}

/** How it went: outcomes by kind, and how many secrets were verified. */
export interface StormReport {
  readonly verified: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

const send = (message: StormReport | 'READY' | 'VERIFYING'): void => {
  process.send?.(message);
};

async function main(): Promise<void> {
  const gateway = await startGateway(JSON.parse(process.env['GATEWAY_OPTIONS'] ?? '{}') as GatewayOptions);
  process.on('message', (storm: Storm) => {
    void rage(storm);
  });
  send('READY');

  async function rage({ key, attempts, right, verifyForMs }: Storm): Promise<void> {
    let verified = 0;
    const outcomes: Record<string, number> = {};
    const secret = gateway.secret(key, async () => {
      verified += 1;
      if (verifyForMs === null) {
        send('VERIFYING');
        await sleep(600_000);
      } else await sleep(verifyForMs);
      return right;
    });
    await Promise.all(
      Array.from({ length: attempts }, async () => {
        const { kind } = await gateway.guard.attempt(key, secret, null);
        outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      }),
    );
    await gateway.idle();
    send({ verified, outcomes });
  }
}

void main();
