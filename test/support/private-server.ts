import type { EmbeddedServer } from '../../src/platform/embedded/embedded-server';
import { temporaryFolder } from './temporary-folder';

/** A real server of one test alone, to be stopped, killed and started at will; url and port stay the same. */
export interface PrivateServer {
  readonly url: string;
  readonly port: number;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Stops it, in good order or with the signal given (SIGKILL for a crash), and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again with what it kept on disk. */
  start(): Promise<void>;
  /** Stops it if it runs, forgets all data and starts it: an empty replica after a failover. */
  wipeAndStart(): Promise<void>;
  /** Stops it and removes its folder: the end of every test that has one. */
  remove(): Promise<void>;
}

interface ServerKind {
  start(dataDir: string, port: number | undefined): Promise<EmbeddedServer>;
  wipe(dataDir: string): Promise<void>;
}

/** Starts a server in a folder of its own. */
export async function startPrivateServer(kind: ServerKind): Promise<PrivateServer> {
  const folder = await temporaryFolder();
  const first = await kind.start(folder.path, undefined).catch(async (cause: unknown) => {
    await folder.remove();
    throw cause;
  });
  let server = first;
  const startAgain = async (): Promise<void> => {
    await server.stop();
    server = await kind.start(folder.path, first.port);
  };
  return {
    url: first.url,
    port: first.port,
    get pid() {
      return server.pid;
    },
    stop: (signal) => server.stop(signal),
    start: startAgain,
    wipeAndStart: async () => {
      await server.stop();
      await kind.wipe(folder.path);
      await startAgain();
    },
    remove: async () => {
      await server.stop();
      await folder.remove();
    },
  };
}
