import type { FastifyReply } from 'fastify';

/** Aborted when the client closes its connection before it has been answered. */
export function clientGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  // Of the response: the request's own `close` comes as soon as its body has been read.
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
