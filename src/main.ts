import { resolve } from 'node:path';
import { compose, type Gateway } from './compose';
import { ConfigFaults } from './config/config-faults';
import type { Config } from './config/config';
import { loadConfig } from './config/load-config';
import { demoBanner } from './demo/banner';
import { demoGeneralUserId, demoTabVariables } from './demo/demo-tab-variables';
import { seedDemo, writeDemoFile } from './demo/seed-demo';
import { registerMailbox } from './gateway/mailbox/register-mailbox';
import { registerExamplePlayground } from './gateway/playground/register-example-playground';
import { keptMails } from './notices/compose-notices';
import { openFoundations, type OpenFoundations } from './open-foundations';
import { systemClock } from './platform/clock';
import { StartupProblem } from './platform/embedded/startup-problem';
import { newUuid } from './platform/ids';
import { createLogger } from './platform/logger';

/** The folder that holds schema/, dist/ and package.json. */
const PROJECT_ROOT = resolve(__dirname, '..', '..');

async function main(): Promise<void> {
  // From the first moment on: a gateway that died of Ctrl-C while it starts would leave its servers behind.
  const stopSignal = nextStopSignal();
  const config = configuration();
  const logger = createLogger(config.logging.level);
  const foundations = await openFoundations(config, logger);
  let gateway: Gateway | undefined;
  try {
    gateway = await compose(config, foundations);
    await open(gateway, config, foundations);
  } catch (fault) {
    // What works behind the requests began with the gateway, and would keep the process alive.
    await gateway?.close();
    await foundations.close();
    throw fault;
  }
  logger.info({ signal: await stopSignal }, 'draining');
  await drain(config, gateway, foundations);
  logger.info('stopped');
}

/** Resolves at the first SIGTERM or Ctrl-C. Later ones change nothing: npm passes on a Ctrl-C that the terminal sent already. */
function nextStopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, resolve);
  });
}

/** @throws ConfigFaults, or StartupProblem if generated secrets cannot be kept in the data folder */
function configuration(): Config {
  try {
    return loadConfig(process.env);
  } catch (fault) {
    const { code } = fault as { code?: unknown };
    if (typeof code !== 'string') throw fault;
    throw new StartupProblem(
      `The data folder cannot be written (${code}): set DATA_DIR to a folder that this user may write to.`,
    );
  }
}

/** Listens; in demo mode there is something to see at once. */
async function open(gateway: Gateway, config: Config, foundations: OpenFoundations): Promise<void> {
  // Demo data belongs to a database of our own making; a database that somebody named is his.
  const demo = config.environment !== 'production' && config.database.url === null;
  if (demo) {
    const { hasher, deriveAttemptKey } = gateway;
    const { dataSource } = foundations;
    await seedDemo({ dataSource, hasher, deriveAttemptKey, clock: systemClock, newId: newUuid });
  }
  if (config.playground.enabled) {
    const variables = demo
      ? demoTabVariables(await demoGeneralUserId(foundations.dataSource), new Date())
      : {};
    await registerExamplePlayground(gateway.app, PROJECT_ROOT, variables);
  }
  const mailShown = demo && config.notices.smtp === null;
  if (mailShown) registerMailbox(gateway.app, keptMails(foundations.dataSource, config.notices.sender));
  const url = await listen(gateway, config);
  if (demo) process.stdout.write(demoBanner(url, await writeDemoFile(config.dataDir), mailShown));
}

async function listen({ app }: Gateway, { server: { host, port } }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (fault) {
    const { code } = fault as { code?: string };
    if (code === 'EADDRINUSE') {
      throw new StartupProblem(
        `Port ${String(port)} of ${host} is in use: stop the program that listens there, or set PORT to another.`,
      );
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new StartupProblem(
        `Cannot listen on ${host} port ${String(port)} (${code}): set HOST to an address of this machine and PORT to 1024 or above.`,
      );
    }
    throw fault;
  }
}

/** Requests under way end, then the servers stop. Nothing outlives the grace time. */
async function drain({ server }: Config, gateway: Gateway, foundations: OpenFoundations): Promise<void> {
  const cut = setTimeout(() => {
    gateway.app.server.closeAllConnections();
  }, server.shutdownGraceMs);
  await gateway.close();
  clearTimeout(cut);
  await foundations.close();
}

main().catch((fault: unknown) => {
  const expected = fault instanceof StartupProblem || fault instanceof ConfigFaults;
  process.stderr.write(`${expected ? fault.message : String((fault as Error).stack)}\n`);
  process.exitCode = 1;
});
