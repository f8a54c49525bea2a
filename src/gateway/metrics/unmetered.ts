import { UNOBSERVED_HASHING } from '../../credentials/hashing/hashing-observer';
import type { Metering } from './metering';

/** Counts nothing: every port stays the one that it was. */
export const UNMETERED: Metering = {
  observePermits: () => undefined,
  observeHashing: UNOBSERVED_HASHING,
  observeThrottle: () => undefined,
  plugins: [],
  history: (history) => history,
  loginRecords: (records) => records,
  guard: (guard) => guard,
  sessions: (sessions) => sessions,
  login: (login) => login,
  answer: (answer) => answer,
  http: () => undefined,
  gauges: () => undefined,
};
