import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../platform/logger';
import type { NoticeDispatch } from './notice-dispatch';
import type { NoticeQueue } from './notice-queue';
import type { DispatchSettings } from './notice-settings';

const HOUR_MS = 3_600_000;

/** Empties the outbox as long as the gateway runs. Every gateway has one; the queue keeps them out of each other's way. */
export class NoticeWorker {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private failing = false;
  private tidiedAtMs = -Infinity;

  constructor(
    private readonly dispatch: NoticeDispatch,
    private readonly queue: NoticeQueue,
    private readonly settings: Pick<DispatchSettings, 'pollMs' | 'retentionDays'>,
    private readonly logger: Logger,
    private readonly monotonicNow: () => number,
  ) {}

  /** Begins; to be called once. */
  start(): void {
    this.running = this.run();
  }

  /** Takes nothing more; resolves once what is being sent has ended, within the time that sending may take. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const taken = await this.round();
      // What is full may hold more; only an empty outbox lets the worker rest.
      if (taken === 0) await sleep(this.settings.pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One look into the outbox; how many notices it took, 0 if the database is out of reach. */
  private async round(): Promise<number> {
    try {
      const taken = await this.dispatch.sendDue();
      await this.tidy();
      if (this.failing) this.logger.info('notices are sent again');
      this.failing = false;
      return taken;
    } catch (err) {
      // Once an outage, not once a round.
      if (!this.failing) this.logger.warn({ err }, 'the outbox is out of reach');
      this.failing = true;
      return 0;
    }
  }

  private async tidy(): Promise<void> {
    const nowMs = this.monotonicNow();
    if (nowMs - this.tidiedAtMs < HOUR_MS) return;
    await this.queue.forgetSent(this.settings.retentionDays);
    this.tidiedAtMs = nowMs;
  }
}
