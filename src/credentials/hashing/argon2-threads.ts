import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Options } from '@node-rs/argon2';

/** What a thread is asked to do. */
type Job =
  | { readonly kind: 'HASH'; readonly secret: string | Uint8Array; readonly options: Options }
  | { readonly kind: 'VERIFY'; readonly stored: string; readonly secret: string; readonly options: Options };

type Reply = { readonly result: string | boolean } | { readonly fault: string };

const THREAD_FILE = join(__dirname, 'argon2-thread.js');

/**
 * Below the thread that answers requests, which a core busy with hashing would otherwise keep waiting: a hash takes tens
 * of milliseconds, a request less than one. With nothing to answer hashing has the cores for itself (ADR 13).
 */
const NICENESS = 10;

/**
 * Threads for argon2id alone, apart from the pool that Node keeps for files and names, so that their priority can be their
 * own. They are started as they are needed, at most as many as jobs at once, and let the process end when they are idle.
 */
export class Argon2Threads {
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();

  /** Hashes to a PHC string. */
  async hash(secret: string | Uint8Array, options: Options): Promise<string> {
    return (await this.run({ kind: 'HASH', secret, options })) as string;
  }

  /** Whether the secret is the one of the PHC string. */
  async verify(stored: string, secret: string, options: Options): Promise<boolean> {
    return (await this.run({ kind: 'VERIFY', stored, secret, options })) as boolean;
  }

  /** Ends every thread; what one still does is lost. */
  async close(): Promise<void> {
    await Promise.all([...this.all].map((thread) => thread.terminate()));
  }

  private run(job: Job): Promise<string | boolean> {
    const thread = this.idle.pop() ?? this.start();
    thread.ref();
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        thread.off('message', replied);
        thread.off('error', reject);
        thread.off('exit', ended);
      };
      const replied = (reply: Reply): void => {
        settle();
        thread.unref();
        this.idle.push(thread);
        if ('fault' in reply) reject(new Error(reply.fault));
        else resolve(reply.result);
      };
      const ended = (): void => {
        settle();
        reject(new Error('a hashing thread has ended'));
      };
      thread.on('message', replied);
      thread.on('error', reject);
      thread.on('exit', ended);
      thread.postMessage(job);
    });
  }

  private start(): Worker {
    const thread = new Worker(THREAD_FILE, { workerData: { niceness: NICENESS } });
    this.all.add(thread);
    thread.once('exit', () => {
      this.all.delete(thread);
      const place = this.idle.indexOf(thread);
      if (place >= 0) this.idle.splice(place, 1);
    });
    return thread;
  }
}
