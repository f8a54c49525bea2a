import { PassThrough } from 'node:stream';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';

const CANARY = 'Kakushi-77';

describe('R11 › the log has one line for each request', () => {
  let gateway: TestGateway;
  let logged: TestGateway;
  const lines: string[] = [];
  beforeAll(async () => {
    gateway = await startGateway();
    const log = new PassThrough();
    log.on('data', (line: Buffer) => lines.push(line.toString('utf8')));
    logged = await startGatewayBeside(gateway, log, { LOG_LEVEL: 'trace' });
  });
  afterAll(async () => {
    await logged.close();
    await gateway.close();
  });

  it('with its identifier, its address and its outcome, and nothing that was entered', async () => {
    const response = await fetch(`${logged.url}/graphql?loginId=${CANARY}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${CANARY}`,
        cookie: `__Host-session=${CANARY}`,
      },
      body: JSON.stringify({ query: `{ viewer { id } }`, variables: { loginPassword: CANARY } }),
    });
    await response.text();
    const requestId = response.headers.get('x-request-id') ?? 'none';
    await logged.close();
    const own = lines
      .join('')
      .split('\n')
      .filter((line) => line.includes(requestId));
    expect(own.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        level: 30,
        time: expect.any(String),
        reqId: requestId,
        req: { method: 'POST', path: '/graphql', ip: '127.0.0.1' },
        res: { statusCode: response.status },
        responseTime: expect.any(Number),
        refused: { code: 'UNAUTHENTICATED', called: ['Query.viewer'] },
        msg: 'request completed',
      },
    ]);
    expect(lines.join('')).not.toContain(CANARY);
  });
});
