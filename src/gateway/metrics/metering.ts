import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { AnswerSecurityQuestion } from '../../additional-authentication/answer-security-question';
import type { AttemptGuard } from '../../attempts/attempt-guard';
import type { PermitObserver } from '../../attempts/permit-queue';
import type { HashingObserver } from '../../credentials/hashing/hashing-observer';
import type { RequestContext } from '../../graphql/request-context';
import type { History } from '../../history/history';
import type { LoginRecords } from '../../history/login-record';
import type { Login } from '../../login/login';
import type { SessionStore } from '../../session/session-store';
import type { ThrottleObserver } from '../throttle/throttle';
import type { GaugeSources } from './gauge-sources';

/**
 * Counts what passes through the ports of the features. Each method gives back a port that behaves as the one it was
 * given, so that features know nothing of being counted.
 */
export interface Metering {
  readonly observePermits: PermitObserver;
  readonly observeHashing: HashingObserver;
  readonly observeThrottle: ThrottleObserver;
  readonly plugins: readonly ApolloServerPlugin<RequestContext>[];
  history(history: History): History;
  /** Logins are appended to the history by a way of their own. */
  loginRecords(records: LoginRecords): LoginRecords;
  guard(guard: AttemptGuard): AttemptGuard;
  sessions(sessions: SessionStore): SessionStore;
  login(login: Login): Pick<Login, 'run'>;
  answer(answer: AnswerSecurityQuestion): Pick<AnswerSecurityQuestion, 'run'>;
  /** Counts the answers of the HTTP server; before its routes are registered. */
  http(app: FastifyInstance): void;
  /** What is read at each scrape. */
  gauges(sources: GaugeSources): void;
}
