import { startGateway, type TestGateway } from '../support/gateway';
import { answersIn, exchange } from '../prove/fuzz/raw-exchange';
import type { Seen } from '../prove/fuzz/verdict';

const SECRET = 'Himitsu42x';
const BODY = '{"query":"{ policy { __typename } }"}';
/** The gateway answers these at once; a busy machine may take a while. */
const SILENCE_MS = 500;

describe('what is too broken for a route is answered like anything else', () => {
  const lines: string[] = [];
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ LOG_LEVEL: 'trace' }, { write: (line) => lines.push(line) });
  });
  afterAll(() => gateway.close());

  const send = async (...head: string[]): Promise<Seen | undefined> => {
    const request = Buffer.from([...head, '', BODY].join('\r\n'));
    const [answer] = answersIn(
      await exchange(Number(new URL(gateway.url).port), { chunks: [request], end: false }, SILENCE_MS),
    );
    return answer;
  };
  const headers = ['Content-Type: application/json', `Content-Length: ${BODY.length}`];

  it.each([
    ['a method that is none', 400, 'BAD_REQUEST', ['NOTHING /graphql HTTP/1.1', 'Host: a', ...headers]],
    ['no line of a request', 400, 'BAD_REQUEST', [SECRET, ...headers]],
    [
      'headers without end',
      431,
      'TOO_LARGE',
      ['POST /graphql HTTP/1.1', `X: ${SECRET.repeat(2_000)}`, ...headers],
    ],
    [
      'a path that cannot be decoded',
      400,
      'BAD_REQUEST',
      [`POST /%zz${SECRET} HTTP/1.1`, 'Host: a', ...headers],
    ],
    [
      'a Host that is none',
      400,
      'BAD_REQUEST',
      ['POST /graphql HTTP/1.1', `Host: ${SECRET} 1:x`, ...headers],
    ],
    [
      'a Host like an address that is none',
      400,
      'BAD_REQUEST',
      ['POST /graphql HTTP/1.1', 'Host: 1270.0.1', ...headers],
    ],
    ['no Host', 400, 'BAD_REQUEST', ['POST /graphql HTTP/1.0', ...headers]],
    [
      'TRACE, which would send back what it was sent',
      404,
      'ROUTE_NOT_FOUND',
      ['TRACE /graphql HTTP/1.1', 'Host: a', `X: ${SECRET}`, ...headers],
    ],
    [
      'a target that is no URL',
      400,
      'BAD_REQUEST',
      [`POST http://[${SECRET} HTTP/1.1`, 'Host: a', ...headers],
    ],
  ])('%s', async (_what, status, code, head) => {
    const answer = await send(...head);
    expect(answer?.status).toBe(status);
    expect(answer?.head).toMatch(/content-type: application\/json; charset=utf-8/i);
    expect(JSON.parse(answer?.body ?? '')).toEqual({
      errors: [{ message: expect.any(String) as string, extensions: { code } }],
    });
    // As every other answer: nothing that a browser could take for a page, or keep.
    expect(answer?.head).toMatch(/x-content-type-options: nosniff/i);
    expect(answer?.head).toMatch(/content-security-policy: default-src 'none'/i);
    expect(answer?.head).toMatch(/cache-control: no-store/i);
    expect(answer?.head).not.toContain(SECRET);
    expect(answer?.body).not.toContain(SECRET);
  });

  it.each(['/livez', '/readyz'])(
    '%s answers a balancer that speaks HTTP/1.0 without a Host',
    async (path) => {
      expect((await send(`GET ${path} HTTP/1.0`, ...headers))?.status).toBe(200);
    },
  );

  it('a subscription is a fault of the document, not of ours', async () => {
    const { status, errors } = await gateway.client().send('subscription { anything }');
    expect(status).toBe(200);
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });

  it('more wrong entries in a variable than anybody reads are wrong entries all the same', async () => {
    const { status, errors } = await gateway.client().runRaw('register-security-answers', {
      input: { answers: Array.from({ length: 200 }, () => 0) },
    });
    expect(status).toBe(200);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
  });

  it('a path that nobody serves is in no log, since a secret may be in it', async () => {
    await fetch(`${gateway.url}/${SECRET}`);
    await fetch(`${gateway.url}/livez/${SECRET}?${SECRET}`);
    expect(lines.join('')).toContain('"path":"none"');
    expect(lines.join('')).not.toContain(SECRET);
  });
});
