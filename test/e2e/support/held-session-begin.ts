import { EventEmitter, once } from 'node:events';
import { RedisSessionStore } from '../../../src/session/redis-session-store';

/** A session whose secret has been verified, and which has not begun yet. */
export interface HeldBegin {
  /** Settles once a request is about to begin its session. */
  readonly reached: Promise<unknown>;
  /** Lets it begin. */
  readonly release: () => void;
}

/**
 * Holds the next session of the gateways in this process between the verification and its begin, as a slow moment of
 * the network would. It then begins as it would have.
 */
export function holdNextBegin(): HeldBegin {
  const signals = new EventEmitter();
  const [reached, released] = [once(signals, 'reached'), once(signals, 'released')];
  const original = Object.getOwnPropertyDescriptor(RedisSessionStore.prototype, 'begin')
    ?.value as RedisSessionStore['begin'];
  RedisSessionStore.prototype.begin = async function (this: RedisSessionStore, ...entries) {
    RedisSessionStore.prototype.begin = original;
    signals.emit('reached');
    await released;
    return original.apply(this, entries);
  };
  return {
    reached,
    release: () => {
      signals.emit('released');
    },
  };
}
