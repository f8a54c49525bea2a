import { connect } from 'node:net';
import { startGateway, type TestGateway } from '../support/gateway';

/** Fifteen seconds, those until the gateway looks for late ones, and some for a busy machine. */
const ENDED_WITHIN_MS = 25_000;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** What comes back for bytes after which nothing more is sent; rejects if the connection is still held after the time. */
function answerTo(bytes: string): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const impatient = setTimeout(() => {
      socket.destroy();
      reject(new Error('the connection is still held'));
    }, ENDED_WITHIN_MS);
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(impatient);
      resolve(answer);
    });
  });
}

it(
  'who does not send on holds no connection: neither in the headers nor in the body',
  async () => {
    const line = 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
    const answers = await Promise.all([
      answerTo(line),
      answerTo(`${line}Content-Length: 100\r\n\r\n{"query":`),
      answerTo(`${line}Transfer-Encoding: chunked\r\n\r\n5\r\n{"que\r\n`),
    ]);
    for (const answer of answers) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toContain('"code":"BAD_REQUEST"');
    }
  },
  ENDED_WITHIN_MS + 10_000,
);
