import type { Post } from './mail';

/** Where no mail server is named (never in production): mail stays in the outbox, where the demo's page shows it. */
export const keptPost: Post = {
  send: () => Promise.resolve(),
};
