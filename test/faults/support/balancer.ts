import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendLogin, Unanswered, type CompleteAnswer } from './connection';
import { readiness } from '../../support/eventually';

const ASKED_EVERY_MS = 100;

/**
 * What stands before the gateways of a bank, as small as can be: requests go in turn to those that say they are ready, and
 * to the next one only if the connection was refused, since no other failure says that a request was not begun.
 */
export class Balancer {
  private readonly ready: Set<string>;
  private turn = 0;
  private asking = true;

  constructor(private readonly urls: readonly string[]) {
    this.ready = new Set(urls);
    for (const url of urls) void this.watch(url);
  }

  async login(input: Readonly<Record<string, unknown>>, agent: Agent | false): Promise<CompleteAnswer> {
    for (let tries = 0; ; tries += 1) {
      const targets = this.urls.filter((url) => this.ready.has(url));
      const url = targets[this.turn++ % targets.length];
      if (url === undefined) throw new Error('no gateway is ready');
      try {
        return await sendLogin(url, input, agent);
      } catch (fault) {
        if (!(fault instanceof Unanswered) || fault.code !== 'ECONNREFUSED' || tries >= this.urls.length)
          throw fault;
      }
    }
  }

  /** Asks no more. */
  close(): void {
    this.asking = false;
  }

  private async watch(url: string): Promise<void> {
    while (this.asking) {
      const [status] = await readiness({ url }).catch(() => [503]);
      if (status === 200) this.ready.add(url);
      else this.ready.delete(url);
      await sleep(ASKED_EVERY_MS);
    }
  }
}
