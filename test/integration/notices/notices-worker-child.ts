import type { NoticeSettings } from '../../../src/notices/notice-settings';
import { connectTo } from '../../support/notices-people';
import { startWorker } from '../../support/notices-worker';

/** A worker in a process of its own, to be killed. */
async function main(): Promise<void> {
  const [url = '', settings = ''] = process.argv.slice(2);
  startWorker(await connectTo(url), JSON.parse(settings) as NoticeSettings);
  process.send?.('STARTED');
}

void main();
