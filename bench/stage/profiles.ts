import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callTree } from '../report/call-tree';
import type { CpuProfile } from '../report/cpu-profile';
import { renderFlame, type FlameHeader } from '../report/flame';
import { topSelfTime } from '../report/top-self-time';

const FUNCTIONS = 15;
const FLAME = /^flame-.+\.svg$/;

/** V8 CPU profiles that gateways leave in a folder when they end. The gateways must have ended before they are read. */
export class Profiles {
  private readonly gateways: { readonly name: string; readonly readyAfterMs: number }[] = [];

  constructor(private readonly folder: string) {}

  /** Options of Node that make a process leave its profile, named after the gateway. */
  nodeOptions(name: string): readonly string[] {
    return ['--cpu-prof', `--cpu-prof-dir=${this.folder}`, `--cpu-prof-name=${name}.cpuprofile`];
  }

  /** Remembers when a gateway was ready: what it did before, loading modules above all, is not what is asked about. */
  ready(name: string, readyAfterMs: number): void {
    this.gateways.push({ name, readyAfterMs });
  }

  /** Where the time of each gateway went, in a few lines to read. */
  async describe(): Promise<string> {
    const parts = await Promise.all(
      this.gateways.map(async ({ name, readyAfterMs }) => {
        const profile = await this.read(name);
        if (profile === null) return `${name}: left no profile, so it was killed`;
        const { busy, functions, places } = topSelfTime(profile, readyAfterMs, FUNCTIONS);
        const lines = [...functions, null, ...places].map((each) =>
          each === null ? '' : `  ${percent(each.share)}  ${each.name}`,
        );
        return [
          `${name}: busy ${percent(busy).trim()} of the time since it was ready; of that`,
          ...lines,
        ].join('\n');
      }),
    );
    return `${parts.join('\n\n')}\n`;
  }

  /**
   * Draws a flame picture of each gateway that left its profile into a folder, in place of those of an earlier run, and
   * returns the names of the files.
   */
  async drawInto(folder: string, headerOf: (gateway: string) => FlameHeader): Promise<readonly string[]> {
    const earlier = (await readdir(folder)).filter((file) => FLAME.test(file));
    await Promise.all(earlier.map((file) => rm(join(folder, file))));
    const files = await Promise.all(
      this.gateways.map(async ({ name, readyAfterMs }) => {
        const profile = await this.read(name);
        if (profile === null) return [];
        const file = `flame-${name}.svg`;
        await writeFile(join(folder, file), renderFlame(callTree(profile, readyAfterMs), headerOf(name)));
        return [file];
      }),
    );
    return files.flat();
  }

  /** Null if the process had no time to write it. */
  private async read(gateway: string): Promise<CpuProfile | null> {
    try {
      return JSON.parse(await readFile(join(this.folder, `${gateway}.cpuprofile`), 'utf8')) as CpuProfile;
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw fault;
    }
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).padStart(5)} %`;
}
