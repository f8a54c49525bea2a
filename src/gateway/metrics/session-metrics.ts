import { Counter, type Registry } from 'prom-client';
import type { SessionStore } from '../../session/session-store';

/** Counts sessions as they begin and are ended. Those that run out by time end in Redis, unseen. */
export function sessionMetrics(registry: Registry): (sessions: SessionStore) => SessionStore {
  const registers = [registry];
  const begun = new Counter({ name: 'sekisho_sessions_begun_total', help: 'Sessions begun.', registers });
  const ended = new Counter({
    name: 'sekisho_session_endings_total',
    help: 'Endings of sessions: one session, or all those of a user at once.',
    labelNames: ['scope'],
    registers,
  });
  for (const scope of ['one', 'user']) ended.inc({ scope }, 0);
  return (sessions) => ({
    begin: async (userId, secretChangedAt) => {
      const session = await sessions.begin(userId, secretChangedAt);
      begun.inc();
      return session;
    },
    use: (token) => sessions.use(token),
    list: (userId) => sessions.list(userId),
    end: async (token) => {
      const was = await sessions.end(token);
      if (was) ended.inc({ scope: 'one' });
      return was;
    },
    endAll: async (userId) => {
      await sessions.endAll(userId);
      ended.inc({ scope: 'user' });
    },
  });
}
