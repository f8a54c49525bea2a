import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const EXAMPLE = join(__dirname, '..', '..', '..', 'examples', 'core-banking', 'main.mjs');

/** The core-banking system of examples/, in a process of its own that knows nothing but the gateway's address. */
export interface CoreBanking {
  /** Presents a receipt for an order: `CARRIED_OUT`, or the code of the refusal. */
  present(receipt: string, order: object): Promise<string>;
  close(): Promise<void>;
}

/** Starts it; its cache of keys is empty. */
export function startCoreBanking(gatewayUrl: string): CoreBanking {
  const child = spawn(process.execPath, [EXAMPLE, `${gatewayUrl}/.well-known/jwks.json`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    present: async (receipt, order) => {
      child.stdin.write(`${JSON.stringify({ receipt, order })}\n`);
      const { value } = await lines.next();
      const { refused } = JSON.parse(String(value)) as { readonly refused?: string };
      return refused ?? 'CARRIED_OUT';
    },
    close: async () => {
      const closed = once(child, 'close');
      child.stdin.end();
      await closed;
    },
  };
}
