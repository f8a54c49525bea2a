import { once } from 'node:events';
import { createServer } from 'node:net';
import { findFreePort } from '../../../src/platform/embedded/free-port';

it('a free port can be listened on', async () => {
  const port = await findFreePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  expect(server.address()).toMatchObject({ port });
  server.close();
});
