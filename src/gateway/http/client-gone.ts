import type { FastifyReply } from 'fastify';

/**
 * A signal that is aborted when the client closes its connection before it has been answered. It is made when it is
 * asked for, as only what waits for a place to hash does.
 */
export function clientGone({ raw }: Pick<FastifyReply, 'raw'>): () => AbortSignal {
  return () => {
    const gone = new AbortController();
    const abortUnlessAnswered = (): void => {
      if (!raw.writableFinished) gone.abort();
    };
    // Of the response: the request's own `close` comes as soon as its body has been read.
    if (raw.closed) abortUnlessAnswered();
    else raw.once('close', abortUnlessAnswered);
    return gone.signal;
  };
}
