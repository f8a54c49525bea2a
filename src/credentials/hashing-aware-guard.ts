import type { AttemptGuard } from '../attempts/attempt-guard';
import { HashingBusy } from './secret-hasher';

/** Turns a full hashing queue into the outcome `BUSY`; the guard has given the attempt back by then. */
export function hashingAwareGuard(guard: AttemptGuard): AttemptGuard {
  return {
    async attempt(key, secret, origin) {
      try {
        return await guard.attempt(key, secret, origin);
      } catch (fault) {
        if (fault instanceof HashingBusy) return { kind: 'BUSY', retryAfterSeconds: fault.retryAfterSeconds };
        throw fault;
      }
    },
  };
}
