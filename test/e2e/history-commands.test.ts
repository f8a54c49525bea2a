import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { gatewayEnvironment, startGatewayBeside, type TestGateway } from '../support/gateway';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { forkTypeScript } from '../support/typescript-child';
import { loggedIn, MASTER, ODAWARA } from './support/people';

const SOURCE = join(__dirname, '..', '..', 'src');

let env: NodeJS.ProcessEnv;
let drop: () => Promise<void>;
let folder: TemporaryFolder;

/** A gateway has been there, made its first receipt key, seen logins of two users and a stranger, and stopped in good order. */
beforeAll(async () => {
  ({ env, drop } = await gatewayEnvironment({ HISTORY_SEAL_INTERVAL_MS: '60000' }));
  folder = await temporaryFolder();
  const gateway: TestGateway = await startGatewayBeside({ env });
  await loggedIn(gateway, MASTER);
  await loggedIn(gateway, ODAWARA);
  await gateway.client().login('nobody99', 'Chigau-0ne');
  await gateway.close();
});
afterAll(async () => {
  await drop();
  await folder.remove();
});

async function run(
  command: 'verify-history' | 'history-head',
  args: readonly string[] = [],
  settings: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number; readonly output: string }> {
  const given = Object.entries({ ...env, ...settings }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const child = forkTypeScript(join(SOURCE, `${command}.ts`), { args, env: Object.fromEntries(given) });
  const [code] = (await once(child.process, 'close')) as [number];
  return { code, output: child.output() };
}

async function intrude(statement: string): Promise<void> {
  const client = new Client({ connectionString: env['DATABASE_URL'] ?? '' });
  await client.connect();
  await client.query(`SET session_replication_role = 'replica'`);
  await client.query(statement);
  await client.end();
}

describe('R11/F13: npm run verify-history', () => {
  it('finds the history intact that a stopped gateway leaves, nothing of it unsealed', async () => {
    const { code, output } = await run('verify-history');
    expect(output).toContain('The history is intact. 0 events wait to be sealed.');
    expect(output).toMatch(/^ok {6}chain [0-9a-f-]{36}, \d+ events$/m);
    expect(output).toMatch(/^ok {6}chain service, 2 events$/m);
    expect(code).toBe(0);
  });

  it('does not take it for intact under another key', async () => {
    const { code, output } = await run('verify-history', [], {
      HISTORY_KEY: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    });
    expect(output).toContain('was not written under this key');
    expect(code).toBe(1);
  });

  it('says that it could not look, which is not the same as intact', async () => {
    const anchor = join(folder.path, 'no-anchor.json');
    await writeFile(anchor, '{}');
    expect(await run('verify-history', ['--anchor', anchor])).toMatchObject({ code: 2 });
    const away = await run('verify-history', [], {
      DATABASE_URL: 'postgres://user:Himitsu-42x@127.0.0.1:1/none',
    });
    expect(away.code).toBe(2);
    expect(away.output).not.toContain('Himitsu-42x');
  });

  it.each(['verify-history', 'history-head'] as const)(
    '%s says plainly that no gateway has ever started there',
    async (command) => {
      const never = await run(command, [], {
        DATABASE_URL: undefined,
        DATA_DIR: join(folder.path, `never-${command}`),
      });
      expect(never.output).toContain('no gateway of this version has started on this database yet');
      expect(never.output).not.toContain('relation');
      expect(never.code).toBe(2);
    },
  );

  it('names the place of a fault; with a head that was kept outside, also what a whole restored database hides', async () => {
    const anchor = join(folder.path, 'anchor.json');
    await writeFile(anchor, (await run('history-head')).output);
    expect(await run('verify-history', ['--anchor', anchor])).toMatchObject({ code: 0 });
    await intrude(
      `UPDATE history_events SET ip = '198.51.100.7' WHERE id = (SELECT max(event_id) FROM history_links WHERE chain = 'service')`,
    );
    const changed = await run('verify-history', ['--anchor', anchor]);
    expect(changed.output).toMatch(/chain service, position 2, event \d+: the event is not what was sealed/);
    expect(changed.code).toBe(1);
    await intrude('TRUNCATE history_events, history_links, history_heads, history_totals, history_unsealed');
    expect(await run('verify-history')).toMatchObject({ code: 0 });
    const emptied = await run('verify-history', ['--anchor', anchor]);
    expect(emptied.output).toContain('chain service, positions 1 to 2: cut off, as the anchored head shows');
    expect(emptied.code).toBe(1);
  });
});
