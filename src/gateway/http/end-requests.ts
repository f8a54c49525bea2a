import type { FastifyInstance } from 'fastify';
import type { RequestsUnderWay } from './requests-under-way';

/**
 * Stops listening and lets the requests under way end, those too whose clients have gone. Connections that are still open
 * after `graceMs` are cut, such as one on which nothing was ever sent; the work of their requests has timeouts of its own.
 */
export async function endRequests(
  app: FastifyInstance,
  underWay: RequestsUnderWay,
  graceMs: number,
): Promise<void> {
  const cut = setTimeout(() => {
    app.server.closeAllConnections();
  }, graceMs);
  await app.close();
  clearTimeout(cut);
  await underWay.ended();
}
