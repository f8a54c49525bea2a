import { startGateway, type TestGateway } from '../support/gateway';

const LANGUAGES = ['ja', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

/** One failure before any operation, two within one, and two of HTTP itself. */
const FAILURES: readonly [what: string, path: string, body: string][] = [
  ['no document', '/graphql', '{}'],
  ['no GraphQL', '/graphql', '{"query":"{"}'],
  ['no session', '/graphql', '{"query":"{ viewer { id } }"}'],
  ['no JSON', '/graphql', '{'],
  ['no such address', '/nowhere', '{}'],
];

describe('an error is told in the language of its own request', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  const messageOf = async (path: string, body: string, language: Language): Promise<string> => {
    const headers = { 'content-type': 'application/json', 'accept-language': language };
    const response = await fetch(`${gateway.url}${path}`, { method: 'POST', body, headers });
    const { errors } = (await response.json()) as { errors: readonly { message: string }[] };
    return errors[0]?.message ?? '';
  };
  const isJapanese = (text: string): boolean => /[\u3040-\u30ff\u4e00-\u9fff]/.test(text);

  it.each(FAILURES)('%s', async (_what, path, body) => {
    const messages = await Promise.all(LANGUAGES.map((language) => messageOf(path, body, language)));
    expect(messages.map((message) => message.length > 0)).toEqual([true, true]);
    expect(messages.map(isJapanese)).toEqual([true, false]);
  });

  it('also where many fail at once', async () => {
    const asked = Array.from({ length: 60 }, (_, nth) => ({
      language: LANGUAGES[nth % 2] ?? 'ja',
      failure: FAILURES[nth % FAILURES.length] ?? FAILURES[0],
    }));
    const japanese = await Promise.all(
      asked.map(async ({ language, failure: [, path, body] = ['', '', ''] }) =>
        isJapanese(await messageOf(path, body, language)),
      ),
    );
    expect(japanese).toEqual(asked.map(({ language }) => language === 'ja'));
  });
});
