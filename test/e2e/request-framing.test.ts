import { connect } from 'node:net';
import { startGateway, type TestGateway } from '../support/gateway';

const BODY = '{"query":"{ __typename }"}';
const HIDDEN = 'GET /livez HTTP/1.1\r\nHost: a\r\n\r\n';

/** RFC 9112, sections 6.3 and 11.2: what a proxy and the gateway could take for requests of different length. */
describe('the end of a request', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  /** The status lines that come back for raw bytes until the gateway closes, or says nothing more. */
  function statusesFor(
    headers: readonly string[],
    body: string,
    { url } = gateway,
  ): Promise<readonly string[]> {
    const { hostname, port } = new URL(url);
    const head = ['POST /graphql HTTP/1.1', 'Host: a', 'Content-Type: application/json', ...headers];
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(`${head.join('\r\n')}\r\n\r\n${body}`),
      );
      let answer = '';
      socket.setTimeout(1_000, () => socket.end());
      socket.on('data', (bytes) => (answer += bytes.toString('latin1')));
      socket.on('error', reject);
      socket.on('close', () => {
        resolve([...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status = '']) => status));
      });
    });
  }

  it('is read where there is one', async () => {
    expect(await statusesFor([`Content-Length: ${BODY.length}`], BODY)).toEqual(['200']);
  });

  it.each([
    ['both lengths', ['Content-Length: 5', 'Transfer-Encoding: chunked'], `0\r\n\r\n${HIDDEN}`],
    ['two lengths', ['Content-Length: 5', `Content-Length: ${BODY.length}`], BODY + HIDDEN],
    ['chunked, but not at last', ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${HIDDEN}`],
    ['an unknown coding', ['Transfer-Encoding: xchunked'], `0\r\n\r\n${HIDDEN}`],
    ['a space before the colon', ['Transfer-Encoding : chunked'], `0\r\n\r\n${HIDDEN}`],
    ['a folded header', ['X-A: b', ' Transfer-Encoding: chunked'], HIDDEN],
    ['a length with a sign', ['Content-Length: +5'], `12345${HIDDEN}`],
    ['a chunk of no length', ['Transfer-Encoding: chunked'], `g\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['bare line feeds between chunks', ['Transfer-Encoding: chunked'], `1\n{\n0\n\n${HIDDEN}`],
  ])('what two servers could read differently is refused: %s', async (_what, headers, body) => {
    expect(await statusesFor(headers, body)).toEqual(['400']);
  });

  it('is the same for who is refused before the body is read: what it holds is no request of its own', async () => {
    const strict = await startGateway({ REQUEST_THROTTLE_POINTS: '1' });
    const body = HIDDEN.repeat(3);
    const length = [`Content-Length: ${body.length}`];
    for (let time = 0; time < 2; time += 1) await strict.client().send('{ __typename }');
    for (let time = 0; time < 3; time += 1) expect(await statusesFor(length, body, strict)).toEqual(['429']);
    await strict.close();
  });
});
