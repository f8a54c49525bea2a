import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { compose, type Gateway } from './compose';
import type { AdminConfig, Config } from './config/config';
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
import type { Tracing } from './platform/tracing/tracing';

/** The folder that holds schema/, dist/ and package.json. */
const PROJECT_ROOT = resolve(__dirname, '..', '..');

/**
 * Runs the gateway until `stopSignal`, then lets what is under way end.
 * @throws StartupProblem with one sentence that says what to do
 */
export async function serve(
  config: Config,
  tracing: Tracing,
  stopSignal: Promise<NodeJS.Signals>,
): Promise<void> {
  const logger = createLogger(config.logging.level, undefined, () => tracing.traceId());
  const foundations = await openFoundations(config, logger);
  let gateway: Gateway | undefined;
  try {
    gateway = await compose(config, foundations, tracing);
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

async function listen({ app, admin }: Gateway, config: Config): Promise<string> {
  if (admin !== null && config.admin !== null)
    await listenAt(admin, config.admin, ['ADMIN_HOST', 'ADMIN_PORT']);
  return listenAt(app, config.server, ['HOST', 'PORT']);
}

async function listenAt(
  app: FastifyInstance,
  { host, port }: AdminConfig,
  [hostSetting, portSetting]: readonly [string, string],
): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (fault) {
    const { code } = fault as { code?: string };
    if (code === 'EADDRINUSE') {
      throw new StartupProblem(
        `Port ${String(port)} of ${host} is in use: stop the program that listens there, or set ${portSetting} to another.`,
      );
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new StartupProblem(
        `Cannot listen on ${host} port ${String(port)} (${code}): set ${hostSetting} to an address of this machine and ${portSetting} to 1024 or above.`,
      );
    }
    throw fault;
  }
}

/**
 * Balancers notice, requests under way end, then the servers stop. A listener that closed at once would reset what is on
 * its way to it: a connection that nobody has accepted yet, or a request on one that was idle a moment before.
 */
async function drain({ server }: Config, gateway: Gateway, foundations: OpenFoundations): Promise<void> {
  gateway.announceEnd();
  await sleep(server.shutdownNoticeMs);
  await gateway.close();
  await foundations.close();
}
