import { createServer } from 'node:net';

/** Asks the system for a TCP port that nobody listens on at 127.0.0.1 just now; it is not reserved. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('A TCP server has no port number'));
        return;
      }
      probe.close(() => {
        resolve(address.port);
      });
    });
  });
}
