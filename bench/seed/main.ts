import { parseArgs } from 'node:util';
import { loadConfig } from '../../src/config/load-config';
import { ConfigFaults } from '../../src/config/config-faults';
import { openServers } from './open-servers';
import { StartupProblem } from '../../src/platform/embedded/startup-problem';
import { forgetLoadAccounts, keepLoadAccounts, LOAD_SECRETS, loginIdOf } from './load-accounts';
import { progressBar } from './progress-bar';
import { SeedingRefused } from './seed-guard';
import { seedUsers } from './seed-users';

const USAGE = `npm run seed -- --users N [OPTIONS]

  --users N           users to load, up to 1000000; with --reset 0 only removes
  --organizations M   organizations that share them, at most 20 users each (default: as few as do)
  --newcomers K       further organizations that have no master yet (default 0)
  --counters K        users whose login password has one failure counted (default 0)
  --no-devices        no device is known, so that each login is asked a question
  --reset             removes what an earlier load made
  --force             loads beside organizations that are not the loader's own, such as those of the demo

The servers are those of DATABASE_URL and REDIS_URL, else the embedded ones of DATA_DIR, which no gateway may be using.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      users: { type: 'string' },
      organizations: { type: 'string' },
      newcomers: { type: 'string', default: '0' },
      counters: { type: 'string', default: '0' },
      'no-devices': { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.users === undefined) {
    process.stdout.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop.abort();
    });
  }
  const config = loadConfig(process.env);
  const servers = await openServers(config);
  const bar = progressBar();
  const beganAt = performance.now();
  try {
    const { organizations } = values;
    const accounts = await seedUsers({
      config,
      databaseUrl: servers.databaseUrl,
      redisUrl: servers.redisUrl,
      users: Number(values.users),
      ...(organizations === undefined ? {} : { organizations: Number(organizations) }),
      newcomers: Number(values.newcomers),
      counters: Number(values.counters),
      devices: !values['no-devices'],
      reset: values.reset,
      force: values.force,
      signal: stop.signal,
      onProgress: (step, done, of) => {
        bar.show(step, done, of);
      },
    });
    bar.end();
    const seconds = ((performance.now() - beganAt) / 1_000).toFixed(1);
    process.stdout.write(`Loaded in ${seconds} s.\n`);
    if (accounts.users + accounts.newcomers === 0) {
      await forgetLoadAccounts(config.dataDir);
      return;
    }
    const file = await keepLoadAccounts(config.dataDir, accounts);
    const { loginPassword, confirmationPassword } = LOAD_SECRETS;
    process.stdout.write(
      `Log in as ${loginIdOf(0)}${accounts.users > 1 ? ` to ${loginIdOf(accounts.users - 1)}` : ''} ` +
        `with ${loginPassword}; confirm with ${confirmationPassword}. For npm run load: ${file}\n`,
    );
  } finally {
    bar.end();
    await servers.close();
  }
}

main().catch((fault: unknown) => {
  const { name, message, stack } = fault as Error;
  const expected =
    fault instanceof SeedingRefused || fault instanceof ConfigFaults || fault instanceof StartupProblem;
  if (name === 'AbortError') process.stderr.write('Stopped half-way: --reset removes what is there.\n');
  else process.stderr.write(`${expected ? message : String(stack)}\n`);
  process.exitCode = 1;
});
