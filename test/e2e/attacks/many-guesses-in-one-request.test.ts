import { startGateway, type TestGateway } from '../../support/gateway';
import type { GatewayAnswer } from '../../support/gateway-client';
import { historyOf } from '../support/entries';
import { idOf, loggedIn, MASTER, ODAWARA } from '../support/people';

const guess = (nth: number, directive = ''): string =>
  `login(input: { loginId: "${ODAWARA.loginId}", loginPassword: "Chigau-${nth}" }) ${directive} { __typename }`;

/** Documents that would try several passwords at once, if they were run. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  aliases: `mutation { a: ${guess(1)} b: ${guess(2)} }`,
  'as many aliases as there may be': `mutation { ${Array.from({ length: 10 }, (_, nth) => `g${nth}: ${guess(nth)}`).join(' ')} }`,
  'a fragment': `mutation { a: ${guess(1)} ...More } fragment More on Mutation { b: ${guess(2)} }`,
  'nested fragments': `mutation { ...One } fragment One on Mutation { a: ${guess(1)} ...Two } fragment Two on Mutation { ...Three } fragment Three on Mutation { b: ${guess(2)} }`,
  'inline fragments': `mutation { ... on Mutation { a: ${guess(1)} } ... { ... { b: ${guess(2)} } } }`,
  '@include': `mutation { a: ${guess(1, '@include(if: false)')} b: ${guess(2, '@include(if: true)')} }`,
  '@skip': `mutation ($no: Boolean = false) { a: ${guess(1, '@skip(if: $no)')} b: ${guess(2, '@skip(if: $no)')} }`,
  '@include on fragments': `mutation { ...A @include(if: true) ... @include(if: true) { b: ${guess(2)} } } fragment A on Mutation { a: ${guess(1)} }`,
};

describe('one request checks one secret', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  const nothingVerified = async (answer: GatewayAnswer, status = 400): Promise<void> => {
    expect(answer.status).toBe(status);
    expect(answer.data).toBeNull();
    expect(await historyOf(gateway)).toEqual([]);
    expect(await gateway.query('SELECT 1 FROM attempt_locks')).toEqual([]);
  };

  it.each(Object.entries(DOCUMENTS))(
    'several logins by %s are refused before any is verified',
    async (_how, document) => {
      const answer = await gateway.client().send(document);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'TOO_MANY_SECRETS' } }]);
      await nothingVerified(answer);
    },
  );

  it('so are several in a batch', async () => {
    const one = { query: `mutation { ${guess(1)} }` };
    const answer = await gateway.client().post(JSON.stringify([one, one]));
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    await nothingVerified(answer);
  });

  it('of several operations in a document none runs unless it is named', async () => {
    const answer = await gateway.client().send(`mutation A { ${guess(1)} } mutation B { ${guess(2)} }`);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
    await nothingVerified(answer, 200);
  });

  it.each([
    [40, 'TOO_MANY_ALIASES'],
    [200, 'TOO_MANY_TOKENS'],
  ])('a document of %i logins is not even validated: %s', async (logins, code) => {
    const answer = await gateway
      .client()
      .send(`mutation { ${Array.from({ length: logins }, (_, nth) => `g${nth}: ${guess(nth)}`).join(' ')} }`);
    expect(answer.errors).toMatchObject([{ extensions: { code } }]);
    await nothingVerified(answer);
  });

  it('the named one of several operations runs, once', async () => {
    const query = `mutation A { ${guess(1)} } mutation B { ${guess(2)} }`;
    const answer = await gateway.client().post(JSON.stringify({ query, operationName: 'B' }));
    expect(answer.data).toEqual({ login: { __typename: 'InvalidCredentials' } });
    expect(await historyOf(gateway)).toEqual(['LOGIN_FAILED']);
  });

  it('two changes of the master’s are refused like two logins', async () => {
    const master = await loggedIn(gateway, MASTER);
    const before = await historyOf(gateway);
    const userId = await idOf(gateway, ODAWARA);
    const answer = await master.send(
      `mutation { a: suspendUser(input: { userId: "${userId}", confirmationPassword: "a" }) { __typename }
                  b: releaseSuspension(input: { userId: "${userId}", confirmationPassword: "b" }) { __typename } }`,
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: 'TOO_MANY_SECRETS' } }]);
    expect(await historyOf(gateway)).toEqual(before);
  });
});
