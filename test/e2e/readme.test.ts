import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoAnswer, GatewayClient, type UnionResult } from '../support/gateway-client';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { startProgram, type GatewayProgram } from './support/gateway-program';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
/** The address that README names; the tests use a free port. */
const ADDRESS = 'http://127.0.0.1:4000';
const SHORT_LOCKOUTS = 'LOCKOUT_SECONDS=5 npm start';

interface Block {
  readonly language: string;
  readonly text: string;
}

/** The code blocks of a section of README, from its heading to the next of the same or a higher rank. */
function blocksOf(heading: string): readonly Block[] {
  const from = README.indexOf(`\n${heading}\n`);
  if (from < 0) throw new Error(`README has no section "${heading}"`);
  const rank = heading.indexOf(' ');
  const text = README.slice(from + heading.length + 1).split(new RegExp(`^#{1,${rank}} `, 'm'))[0] ?? '';
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    text: body,
  }));
}

/** Runs shell commands to their end, as a reader of README would; resolves with what they wrote to standard output. */
async function shell(script: string): Promise<string> {
  const child = spawn('bash', ['-eu'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stdin.end(script);
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(0);
  return stdout;
}

/** What README shows as an answer, "…" standing for anything. */
function shown(text: string): unknown {
  const anything: unknown = expect.anything();
  return JSON.parse(text, (_key, value: unknown) => (value === '…' ? anything : value));
}

/** Runs the shell blocks in one shell, one after another, and checks each answer that README shows below its block. */
async function follow(blocks: readonly Block[], gateway: string): Promise<void> {
  const mark = '-- end of block --';
  const commands = blocks.filter(({ language }) => language === 'sh');
  const script = commands.map(({ text }) => `${text}echo '${mark}'\n`).join('');
  const outputs = (await shell(script.replaceAll(ADDRESS, gateway))).split(`${mark}\n`);
  let command = -1;
  let compared = 0;
  for (const { language, text } of blocks) {
    if (language === 'sh') command += 1;
    if (language !== 'json' && language !== 'jsonl') continue;
    const expected = language === 'json' ? [shown(text)] : linesOf(text).map(shown);
    expect(linesOf(outputs[command] ?? '').map((line) => JSON.parse(line) as unknown)).toEqual(expected);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(0);
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

describe('README', () => {
  const inAShell = blocksOf('### In a shell');
  const newOrganization = blocksOf('### A new organization');
  const suspension = blocksOf('### Suspension, without waiting for three hours');
  const forgotten = blocksOf('### The master has forgotten everything');
  const functions = inAShell.filter(({ text }) => text.startsWith('ask()'));
  let folder: TemporaryFolder;
  let gateway: GatewayProgram | undefined;
  let url = '';

  async function start(settings: NodeJS.ProcessEnv = {}): Promise<void> {
    await gateway?.end();
    gateway = startProgram({ DATA_DIR: join(folder.path, 'data'), ...settings });
    url = await gateway.ready();
  }

  beforeAll(async () => {
    folder = await temporaryFolder();
    await start();
  });
  afterAll(async () => {
    await gateway?.end();
    await folder.remove();
  });

  it('the queries that the gateway prints can be pasted, and the demo answers it names let the master in', async () => {
    const [login = '', answer = ''] = [...(gateway?.stdout() ?? '').matchAll(/^ *(curl -s .*)$/gm)].map(
      ([, line = '']) => line,
    );
    const asked = JSON.parse(await shell(login)) as { readonly data: { readonly login: UnionResult } };
    const challenge = asked.data.login;
    expect(challenge.__typename).toBe('AdditionalAuthenticationRequired');
    const right = demoAnswer('hakone01', challenge) ?? '';
    expect(gateway?.stdout()).toContain(right);
    const filledIn = answer
      .replace('"challengeToken":""', `"challengeToken":"${String(challenge['challengeToken'])}"`)
      .replace('"answer":""', `"answer":"${right}"`);
    expect(JSON.parse(await shell(filledIn))).toEqual({
      data: {
        answerSecurityQuestion: {
          __typename: 'LoggedIn',
          sessionToken: expect.any(String),
          viewer: { name: '箱根 守', role: 'MASTER' },
        },
      },
    });
  });

  it('the queries for the browser run for the master', async () => {
    const client = new GatewayClient(url);
    await client.login('hakone01', 'Ashi-no-ko7');
    const queries = blocksOf('### In the browser').filter(({ language }) => language === 'graphql');
    expect(queries).not.toHaveLength(0);
    for (const { text } of queries) expect((await client.send(text)).errors).toEqual([]);
  });

  it('the story of the shell goes as it is told: login, guesses, lockout, what the master sees', async () => {
    await follow(inAShell, url);
  });

  it('R2: the story of the new organization goes as it is told: registration, a user, his first login', async () => {
    await follow([...functions, ...newOrganization], url);
  });

  it('R7: the right password is refused while the lock stands, as README says', async () => {
    const locked = new GatewayClient(url);
    expect((await locked.login('odawara1', 'Kamaboko~31')).__typename).toBe('LockedOut');
  });

  it('the story of the suspension goes as it is told: three lockouts, the release, the login', async () => {
    const [restart, ...rest] = suspension;
    expect(restart?.text.trim()).toBe(SHORT_LOCKOUTS);
    await start({ LOCKOUT_SECONDS: '5' });
    await follow([...functions, ...rest], url);
  });

  it('R6: the story of the master who has forgotten everything goes as it is told, on paper and by four eyes', async () => {
    await follow([...functions, ...forgotten], url);
  });
});
