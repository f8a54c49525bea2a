import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import fastifyApollo, {
  fastifyApolloDrainPlugin,
  type ApolloFastifyContextFunction,
} from '@as-integrations/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { exampleTabs } from '../../src/gateway/playground/example-tabs';
import { readOperationDocuments } from '../../src/gateway/playground/read-operation-documents';
import { registerPlayground } from '../../src/gateway/playground/register-playground';
import { launchChromium, type LaunchedChromium } from '../support/chromium';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const root = join(__dirname, '../..');
const SESSION = 'session=opaque';

/** Where to keep the screenshots, such as docs/images; by default they go with the test. */
const pictures = process.env['SCREENSHOTS_DIR'];

interface Exchange {
  readonly cookie: string | undefined;
  setCookie(value: string): void;
}

const exchange: ApolloFastifyContextFunction<Exchange> = async (request, reply) => ({
  cookie: request.headers.cookie,
  setCookie: (value) => void reply.header('set-cookie', value),
});

const typeDefs = `#graphql
  "A person who may log in."
  type User { "Opaque." id: ID! name: String! role: String! organization: Organization! lastLogins: [Login!]! }
  type Organization { id: ID! name: String! }
  type Login { at: String! ip: String! }
  input LoginInput { loginId: String!, loginPassword: String! }
  type LoggedIn { viewer: User! sessionToken: String }
  type InvalidCredentials { message: String! }
  type LockedOut { message: String! lockedUntil: String! retryAfterSeconds: Int! }
  type Suspended { message: String! guidance: String! }
  type Busy { message: String! retryAfterSeconds: Int! }
  union LoginResult = LoggedIn | InvalidCredentials | LockedOut | Suspended | Busy
  type Query { "Who is logged in." viewer: User }
  type Mutation { "Proves who one is." login(input: LoginInput!): LoginResult! }
`;

const taro = {
  id: 'u1',
  name: 'Taro Yamada',
  role: 'MASTER',
  organization: { id: 'o1', name: 'Yamada Shoji' },
  lastLogins: [],
};

const resolvers = {
  Query: {
    viewer: (_: unknown, _arguments: unknown, { cookie }: Exchange) => (cookie === SESSION ? taro : null),
  },
  Mutation: {
    login: (_: unknown, { input }: { input: { loginPassword: string } }, { setCookie }: Exchange) => {
      if (input.loginPassword !== 'demo-p@ss1')
        return { __typename: 'InvalidCredentials', message: 'Wrong.' };
      setCookie(`${SESSION}; HttpOnly; SameSite=Strict; Path=/`);
      return { __typename: 'LoggedIn', viewer: taro };
    },
  },
};

async function startGateway(): Promise<{ readonly app: FastifyInstance; readonly origin: string }> {
  const app = Fastify({ forceCloseConnections: true });
  const apollo = new ApolloServer<Exchange>({
    typeDefs,
    resolvers,
    plugins: [fastifyApolloDrainPlugin(app)],
  });
  await apollo.start();
  await app.register(fastifyApollo(apollo), { path: '/graphql', context: exchange });
  await registerPlayground(app, {
    endpoint: '/graphql',
    assetsDir: join(root, 'dist/playground'),
    tabs: exampleTabs(await readOperationDocuments(join(root, 'schema/operations')), {
      login: { input: { loginId: 'demo01', loginPassword: 'demo-p@ss1' } },
    }),
  });
  return { app, origin: await app.listen({ port: 0, host: '127.0.0.1' }) };
}

/** Presses play and waits for an answer that contains `text`. */
async function run(page: Page, text: string): Promise<void> {
  await page.getByTitle('Execute Query (Ctrl-Enter)').click();
  await page.locator('.CodeMirror', { hasText: '"data"' }).filter({ hasText: text }).waitFor();
}

describe('the GraphQL Playground', () => {
  let gateway: { readonly app: FastifyInstance; readonly origin: string };
  let browser: LaunchedChromium;
  let folder: TemporaryFolder;
  let page: Page;
  const photograph = (name: string) =>
    page.screenshot({ path: join(pictures ?? folder.path, `${name}.png`), animations: 'disabled' });
  const requested: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    gateway = await startGateway();
    folder = await temporaryFolder();
    browser = await launchChromium();
    page = await browser.context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${gateway.origin}/playground`);
    await page.getByTitle('Execute Query (Ctrl-Enter)').waitFor();
  }, 600_000);

  afterAll(async () => {
    await browser.close();
    await gateway.app.close();
    await folder.remove();
  });

  it('opens with a tab for each main operation', async () => {
    for (const name of [
      'login',
      'viewer',
      'users',
      'createUser',
      'suspendUser',
      'releaseSuspension',
      'logout',
    ]) {
      await page.getByText(name, { exact: true }).first().waitFor();
    }
  });

  it('runs the first tab as it stands', async () => {
    await run(page, 'Taro Yamada');
    await photograph('playground-login');
  });

  it('marks nothing as a mistake', async () => {
    expect(await page.locator('.CodeMirror-lint-mark-error:visible').count()).toBe(0);
  });

  it('sends the cookie that the answer set with the next request', async () => {
    await page.getByText('viewer', { exact: true }).first().click();
    await run(page, 'Yamada Shoji');
  });

  it('shows the descriptions of the schema', async () => {
    await page.getByText('Docs', { exact: true }).first().click();
    await page.getByText('viewer: User').click();
    await page.getByText('Who is logged in.').waitFor();
    await photograph('playground-docs');
  });

  it('shows the schema', async () => {
    await page.reload();
    await page.getByText('Schema', { exact: true }).first().click();
    await page.locator('.CodeMirror', { hasText: 'A person who may log in.' }).waitFor();
  });

  it('shows the history', async () => {
    await page.reload();
    await page.getByText('History', { exact: true }).first().click();
    await page.getByText('No History yet').waitFor();
  });

  it('asks nobody but its own origin', () => {
    expect(requested.length).toBeGreaterThan(5);
    expect(requested.filter((url) => !url.startsWith('data:') && new URL(url).origin !== gateway.origin)).toEqual(
      [],
    );
  });

  it('breaks none of the rules that the page sets itself', () => {
    expect(complaints).toEqual([]);
  });

  it('saves nothing of it in the browser', async () => {
    await page.goto(`${gateway.origin}/playground/assets/nothing`);
    // Another page of the same origin, where the storage is the browser's own.
    expect(await page.evaluate('[localStorage.length, sessionStorage.length].join()')).toBe('0,0');
  });
});
