import { join } from 'node:path';
import { forkTypeScript, type TypeScriptChild } from '../../test/support/typescript-child';
import { Http } from '../measure/http';
import { Closings } from './closings';
import { startGatewayProcess, type RunningGateway } from './gateway-process';
import type { Pace } from './pace';
import type { Profiles } from './profiles';
import type { RunServers } from './run-servers';
import type { World, WorldSize } from './world';

/** Threads for what is not hashing, as the gateway reckons them too (src/main.ts). */
const OTHER_THREADS = 4;

export interface StageParts {
  /** Whose stage it is, such as `B1`. */
  readonly bar: string;
  readonly pace: Pace;
  readonly servers: RunServers;
  /** A temporary folder for logs and data. */
  readonly folder: string;
  /** A gateway that others started; null to start one's own. */
  readonly against: string | null;
  /** Where gateways leave V8 profiles; null for none. */
  readonly profiles: Profiles | null;
  readonly progress: (line: string) => void;
}

/** What one bar is measured on. Everything that it starts ends with it; databases stay for the next bar. */
export class Stage {
  readonly pace: Pace;
  readonly against: string | null;
  private readonly closings = new Closings();
  private gateways = 0;

  constructor(private readonly parts: StageParts) {
    this.pace = parts.pace;
    this.against = parts.against;
  }

  /** Tells whoever waits what is going on. */
  progress(line: string): void {
    this.parts.progress(`${this.parts.bar}: ${line}`);
  }

  /** Customers that every bar may log in, and none may lock or suspend. */
  world(size: WorldSize): Promise<World> {
    return this.parts.servers.world(size, 'shared');
  }

  /** Customers of this bar alone, to be attacked at will. */
  ownWorld(size: WorldSize): Promise<World> {
    return this.parts.servers.world(size, this.parts.bar.toLowerCase());
  }

  /** An empty folder's path, for data of this bar alone. */
  folder(name: string): string {
    return join(this.parts.folder, `${this.parts.bar}-${name}`);
  }

  /** Connections of this bar's generator. */
  async http(connections: number): Promise<Http> {
    const http = new Http(connections);
    await this.closings.add(() => http.close());
    return http;
  }

  /** Starts a gateway as production does, over the world's servers. */
  startGateway(world: World, settings: NodeJS.ProcessEnv = {}): Promise<RunningGateway> {
    return this.startProgram({ ...world.settings, ...settings });
  }

  /** Starts a gateway with these settings alone. */
  async startProgram(settings: NodeJS.ProcessEnv): Promise<RunningGateway> {
    const { bar, folder, profiles } = this.parts;
    this.gateways += 1;
    const name = `${bar}-gateway-${this.gateways}`;
    const gateway = await startGatewayProcess({
      settings,
      logFile: join(folder, `${name}.log`),
      nodeOptions: profiles?.nodeOptions(name) ?? [],
      onProcess: (end) => this.closings.add(end),
    });
    profiles?.ready(name, gateway.readyAfterMs);
    return gateway;
  }

  /** Starts a reference, `bench/references/<name>.ts`, in a process of its own; it gets as many threads as a gateway. */
  async startReference(name: string, cores: number): Promise<TypeScriptChild> {
    const child = forkTypeScript(join(__dirname, '..', 'references', `${name}.ts`), {
      env: { NODE_ENV: 'production', UV_THREADPOOL_SIZE: String(cores + OTHER_THREADS) },
    });
    await this.closings.add(() => child.end());
    return child;
  }

  close(): Promise<void> {
    return this.closings.close();
  }
}
