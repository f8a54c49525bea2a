import { eventually } from '../support/eventually';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process';
import { sharedRedisUrl, uniquePrefix } from '../support/redis';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { wrongLogins } from './support/entries';
import { ODAWARA } from './support/people';

describe('R11: the embedded start without a mail server', () => {
  let folder: TemporaryFolder;
  let gateway: GatewayProcess;
  beforeAll(async () => {
    folder = await temporaryFolder();
    gateway = await startGatewayProcess({
      DATA_DIR: folder.path,
      PORT: '0',
      REDIS_URL: sharedRedisUrl(),
      REDIS_PREFIX: uniquePrefix(),
      ARGON2_MEMORY_KIB: '256',
      ARGON2_TIME: '1',
      PLAYGROUND: 'off',
    });
  });
  afterAll(async () => {
    await gateway.kill('SIGTERM');
    await folder.remove();
  });

  it('shows mail on a page that its banner names', async () => {
    await eventually(() => Promise.resolve(gateway.output().includes(`Mail        ${gateway.url}/mail`)));
    const page = async (): Promise<string> => (await fetch(`${gateway.url}/mail`)).text();
    expect(await page()).toContain('No mail yet.');
    await wrongLogins(gateway, ODAWARA.loginId, 5);
    await eventually(async () => (await page()).includes('一時利用停止(ロックアウト)のお知らせ'));
    expect(await page()).toContain(ODAWARA.email);
    expect(await page()).not.toContain(ODAWARA.loginId);
  });
});
