import { join } from 'node:path';
import { forkTypeScript } from '../../support/typescript-child';

/** A process that uses processor time when it is told to. */
export interface Burner {
  readonly pid: number;
  burn(ms: number): Promise<void>;
  burnInChild(ms: number): Promise<void>;
  burnInThread(ms: number): Promise<void>;
  end(): Promise<void>;
}

/** Starts one; it has used what its start takes. */
export async function forkBurner(): Promise<Burner> {
  const child = forkTypeScript(join(__dirname, 'burner-child.ts'));
  await child.nextMessage();
  const ask = async (where: 'HERE' | 'CHILD' | 'THREAD', ms: number): Promise<void> => {
    const done = child.nextMessage();
    child.send({ where, ms });
    await done;
  };
  return {
    pid: child.pid,
    burn: (ms) => ask('HERE', ms),
    burnInChild: (ms) => ask('CHILD', ms),
    burnInThread: (ms) => ask('THREAD', ms),
    end: () => child.end(),
  };
}
