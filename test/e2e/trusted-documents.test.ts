import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print, parse, stripIgnoredCharacters } from 'graphql';
import { exampleTabs } from '../../src/gateway/playground/example-tabs';
import { readOperationDocuments } from '../../src/gateway/playground/read-operation-documents';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayAnswer } from '../support/gateway-client';
import { loggedIn, MASTER } from './support/people';

const OPERATIONS = join(__dirname, '..', '..', 'schema', 'operations');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('TRUSTED_DOCUMENTS=only', () => {
  let gateway: TestGateway;
  let documents: ReadonlyMap<string, string>;
  let viewer: string;
  beforeAll(async () => {
    gateway = await startGateway({ TRUSTED_DOCUMENTS: 'only' });
    documents = await readOperationDocuments(OPERATIONS);
    viewer = documents.get('viewer') ?? '';
  });
  afterAll(() => gateway.close());

  const post = (body: object): Promise<GatewayAnswer> => gateway.client().post(JSON.stringify(body));
  const codesOf = ({ errors }: GatewayAnswer): readonly string[] =>
    errors.map(({ extensions }) => extensions.code);

  it.each([
    ['any other document', { query: '{ viewer { id } }' }],
    ['one of ours with a field more', { query: '{ __typename }' }],
    ['introspection', { query: '{ __schema { types { name } } }' }],
    ['what is no GraphQL', { query: '{' }],
    ['an unknown hash', { documentId: `sha256:${'0'.repeat(64)}` }],
    ['a hash of another form', { documentId: 'viewer' }],
    ['an unknown hash in Apollo’s form', { extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } }],
    [
      'a document that brings its own hash along',
      {
        query: '{ __typename }',
        extensions: { persistedQuery: { version: 1, sha256Hash: sha256('{ __typename }') } },
      },
    ],
    [
      'a hash that is no text',
      { documentId: 'sha256:x', query: undefined, extensions: { persistedQuery: null } },
    ],
  ])('refuses %s, and stores nothing', async (_what, body) => {
    for (let time = 0; time < 2; time += 1) {
      const answer = await post(body);
      expect({ status: answer.status, codes: codesOf(answer) }).toEqual({
        status: 400,
        codes: ['UNTRUSTED_DOCUMENT'],
      });
      expect(answer.data).toBeNull();
    }
  });

  it('refuses a foreign document under the hash of a trusted one', async () => {
    const answer = await post({ documentId: `sha256:${sha256(viewer)}`, query: '{ __typename }' });
    expect(codesOf(answer)).toEqual(['UNTRUSTED_DOCUMENT']);
  });

  it('refuses a foreign document by GET', async () => {
    const search = new URLSearchParams({ query: '{ __typename }' }).toString();
    const response = await fetch(`${gateway.url}/graphql?${search}`);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNTRUSTED_DOCUMENT' } }] });
  });

  it('refuses a second document hidden in a repeated parameter', async () => {
    const search = `query=${encodeURIComponent(viewer)}&query=${encodeURIComponent('{ __typename }')}`;
    const response = await fetch(`${gateway.url}/graphql?${search}`);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('runs a document of ours by its hash, in both forms of the protocol', async () => {
    for (const hash of [sha256(viewer), sha256(viewer.trimEnd())]) {
      for (const body of [
        { documentId: `sha256:${hash}` },
        { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
      ]) {
        expect(codesOf(await post(body))).toEqual(['UNAUTHENTICATED']);
      }
    }
  });

  it('runs it with its variables: a whole login and what comes after it', async () => {
    const master = await loggedIn(gateway, MASTER);
    const hash = sha256(documents.get('users') ?? '');
    const answer = await master.post(
      JSON.stringify({ documentId: `sha256:${hash}`, variables: { first: 1 } }),
    );
    expect(answer.data).toMatchObject({ users: { edges: [{ node: { loginId: MASTER.loginId } }] } });
  });

  it('runs a document of ours however it is laid out', async () => {
    for (const query of [
      viewer,
      viewer.trim(),
      stripIgnoredCharacters(viewer),
      print(parse(viewer)),
      `# x\n${viewer}`,
    ])
      expect(codesOf(await post({ query }))).toEqual(['UNAUTHENTICATED']);
  });

  it('every tab of the Playground goes on working', async () => {
    for (const { query, variables = {} } of exampleTabs(documents)) {
      const answer = await post({ query: query.trimEnd(), variables });
      expect(codesOf(answer)).not.toContain('UNTRUSTED_DOCUMENT');
    }
  });

  it('says what is wrong with what is not even a request', async () => {
    expect(codesOf(await post({}))).toEqual(['BAD_REQUEST']);
    expect(codesOf(await post([{ query: viewer }]))).toEqual(['BAD_REQUEST']);
  });
});

describe('TRUSTED_DOCUMENTS_FOLDER', () => {
  it('holds what a front end brings along, and then nothing else is run', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sekisho-trusted-'));
    await writeFile(join(folder, 'own.graphql'), 'query Own { policy { __typename } }\n');
    const gateway = await startGateway({ TRUSTED_DOCUMENTS: 'only', TRUSTED_DOCUMENTS_FOLDER: folder });
    const own = await gateway.client().send('query Own { policy { __typename } }');
    expect(own.errors).toEqual([]);
    const login = await gateway.client().runRaw('login', { input: { loginId: 'a', loginPassword: 'b' } });
    expect(login.errors).toMatchObject([{ extensions: { code: 'UNTRUSTED_DOCUMENT' } }]);
    await gateway.close();
  });
});
