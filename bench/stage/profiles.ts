import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { topSelfTime, type CpuProfile } from '../report/top-self-time';

const FUNCTIONS = 15;

/** V8 CPU profiles that gateways leave in a folder when they end. */
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

  /** Where the time of each gateway went, in a few lines to read. The gateways must have ended. */
  async describe(): Promise<string> {
    const parts = await Promise.all(
      this.gateways.map(async ({ name, readyAfterMs }) => {
        const text = await readFile(join(this.folder, `${name}.cpuprofile`), 'utf8');
        const { busy, functions, places } = topSelfTime(
          JSON.parse(text) as CpuProfile,
          readyAfterMs,
          FUNCTIONS,
        );
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
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).padStart(5)} %`;
}
