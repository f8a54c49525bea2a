import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type BrowserContext } from 'playwright-core';
import { temporaryFolder } from './temporary-folder';

const run = promisify(execFile);

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const INSTALL_WITHIN_MS = 600_000;

/** Quiet and local: no sign-in, no updates, no lookups, and no name but loopback resolves. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

export interface LaunchedChromium {
  readonly context: BrowserContext;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

/**
 * Finds Chromium: CHROMIUM_PATH, the PATH, what Playwright installed; else installs it (apt-get as root on Debian,
 * Playwright's own installer elsewhere).
 *
 * @throws Error with one sentence that says what to do.
 */
async function chromiumPath(): Promise<string> {
  return (await findChromium()) ?? (await installWithApt()) ?? (await installWithPlaywright()) ?? refuse();
}

/** Starts Chromium headless with a new profile, unable to reach anything but loopback. */
export async function launchChromium(): Promise<LaunchedChromium> {
  const executablePath = await chromiumPath();
  const profile = await temporaryFolder();
  try {
    const context = await chromium.launchPersistentContext(profile.path, {
      executablePath,
      headless: true,
      args: FLAGS,
    });
    return {
      context,
      close: async () => {
        await context.close();
        await profile.remove();
      },
    };
  } catch (cause) {
    await profile.remove();
    throw cause;
  }
}

async function findChromium(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    process.env['CHROMIUM_PATH'] ?? '',
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    chromium.executablePath(),
  ];
  for (const candidate of candidates) {
    if (candidate !== '' && (await isExecutable(candidate))) return candidate;
  }
  return undefined;
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function installWithApt(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !(await isExecutable('/usr/bin/apt-get'))) return undefined;
  const options = { timeout: INSTALL_WITHIN_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const packages = ['chromium', 'fonts-noto-cjk'];
  try {
    await run('apt-get', ['update'], options);
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options);
  } catch {
    return undefined;
  }
  return findChromium();
}

async function installWithPlaywright(): Promise<string | undefined> {
  const cli = require.resolve('playwright-core/package.json').replace(/package\.json$/, 'cli.js');
  try {
    await run(process.execPath, [cli, 'install', 'chromium'], { timeout: INSTALL_WITHIN_MS });
  } catch {
    return undefined;
  }
  return findChromium();
}

function refuse(): never {
  throw new Error(
    'There is no Chromium and it cannot be installed: install it and set CHROMIUM_PATH to the program.',
  );
}
