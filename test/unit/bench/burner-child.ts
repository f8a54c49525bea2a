import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';

interface Order {
  readonly where: 'HERE' | 'CHILD' | 'THREAD';
  readonly ms: number;
}

const run = promisify(execFile);

/**
 * Counted in processor time, not by the clock: a busy machine only makes it take longer. It needs nothing of this file,
 * so that others can be given its text.
 */
function burn(ms: number): void {
  const before = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    if (user + system >= ms * 1_000) return;
  }
}

async function carryOut({ where, ms }: Order): Promise<void> {
  switch (where) {
    case 'HERE':
      burn(ms);
      return;
    case 'CHILD':
      await run(process.execPath, ['-e', `(${burn.toString()})(${ms})`]);
      return;
    case 'THREAD':
      // It stays, idle: a thread that ends takes its time with it.
      await new Promise((resolve) => {
        const thread = new Worker(
          `(${burn.toString()})(${ms}); require('node:worker_threads').parentPort.on('message', () => {}).postMessage('done')`,
          { eval: true },
        );
        thread.once('message', resolve);
      });
      return;
    default:
      where satisfies never;
  }
}

process.on('message', (order: Order) => {
  void carryOut(order).then(() => process.send?.('done'));
});
process.send?.('ready');
