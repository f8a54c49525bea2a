import { join } from 'node:path';
import type { EmbeddedServer } from '../../src/platform/embedded/embedded-server';
import { Closings } from './closings';
import { startMailSink } from './mail-sink';
import { startPostgres } from './servers';
import { buildWorld, type World, type WorldSize } from './world';

/** Servers that the bars of a run share, each started when first asked for. */
export class RunServers {
  private readonly closings = new Closings();
  private readonly worlds = new Map<string, Promise<World>>();
  private postgres: Promise<EmbeddedServer> | undefined;
  private mail: ReturnType<typeof startMailSink> | undefined;

  constructor(
    private readonly folder: string,
    private readonly progress: (line: string) => void,
    private readonly interrupted: AbortSignal,
  ) {}

  /** A database with so many users, and a Redis with so many counters; shared by those who name the same `use`. */
  world(size: WorldSize, use: string): Promise<World> {
    const { users, counters, newcomers = 0, strangers = 0, history = 0 } = size;
    const name = ['bench', use, users, counters, newcomers, strangers, history].join('_');
    const world = this.worlds.get(name) ?? this.build(name, size);
    this.worlds.set(name, world);
    return world;
  }

  /** Stops them all; what is only starting is waited for, so that it cannot come up behind our back. */
  async close(): Promise<void> {
    await Promise.allSettled([this.postgres, this.mail, ...this.worlds.values()]);
    await this.closings.close();
  }

  private async build(name: string, size: WorldSize): Promise<World> {
    const [postgres, mail] = await Promise.all([this.sharedPostgres(), this.sharedMail()]);
    return buildWorld({
      size,
      name,
      folder: join(this.folder, name),
      postgres,
      mailUrl: mail.url,
      onServer: (server) => this.closings.add(() => server.stop()),
      onProgress: this.progress,
      interrupted: this.interrupted,
    });
  }

  private sharedPostgres(): Promise<EmbeddedServer> {
    return (this.postgres ??= this.closing(startPostgres(join(this.folder, 'postgres')), (server) =>
      server.stop(),
    ));
  }

  private sharedMail(): ReturnType<typeof startMailSink> {
    return (this.mail ??= this.closing(startMailSink(), (server) => server.close()));
  }

  private async closing<Server>(
    starting: Promise<Server>,
    stop: (server: Server) => Promise<void>,
  ): Promise<Server> {
    const server = await starting;
    await this.closings.add(() => stop(server));
    return server;
  }
}
