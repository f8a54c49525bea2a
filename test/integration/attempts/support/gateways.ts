import { join } from 'node:path';
import { forkTypeScript, type TypeScriptChild } from '../../../support/typescript-child';
import type { GatewayOptions } from './gateway';
import type { Storm, StormReport } from './gateway-process';

/** Starts `count` gateways, each in a process of its own. */
export function startGateways(count: number, options: GatewayOptions): Promise<TypeScriptChild[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const child = forkTypeScript(join(__dirname, 'gateway-process.ts'), {
        env: { GATEWAY_OPTIONS: JSON.stringify(options) },
      });
      await child.nextMessage();
      return child;
    }),
  );
}

/** Lets every gateway send its attempts at once; the sum of what they report. */
export async function storm(gateways: readonly TypeScriptChild[], each: Storm): Promise<StormReport> {
  const reports = await Promise.all(
    gateways.map((gateway) => {
      const report = gateway.nextMessage();
      gateway.send(each);
      return report as Promise<StormReport>;
    }),
  );
  const outcomes: Record<string, number> = {};
  for (const report of reports) {
    for (const [kind, count] of Object.entries(report.outcomes))
      outcomes[kind] = (outcomes[kind] ?? 0) + count;
  }
  return { outcomes, verified: reports.reduce((sum, { verified }) => sum + verified, 0) };
}
