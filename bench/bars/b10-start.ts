import { mkdir } from 'node:fs/promises';
import type { Bar } from './bar';
import { judgeValue } from './judge';

/** B10: from starting the process to `/readyz`, with embedded servers whose data are there already. */
export const start: Bar = {
  id: 'B10',
  title: 'start to ready',
  needsOnlyUrl: false,
  limitMs: 300_000,
  measure: async (stage) => {
    const DATA_DIR = stage.folder('data');
    await mkdir(DATA_DIR, { recursive: true });
    const startOnce = async (): Promise<number> => {
      const gateway = await stage.startProgram({ DATA_DIR });
      await gateway.end();
      return gateway.readyAfterMs / 1_000;
    };
    stage.progress('making the data folder');
    await startOnce();
    const seconds: number[] = [];
    for (let round = 0; round < stage.pace.rounds; round += 1) {
      stage.progress(`start ${round + 1} of ${stage.pace.rounds}`);
      seconds.push(await startOnce());
    }
    return {
      results: [
        judgeValue({ id: 'B10', name: 'start to ready, warm data folder', unit: 's', notes: [] }, seconds, {
          kind: 'AT_MOST',
          bound: 3,
        }),
      ],
      charts: [],
    };
  },
};
