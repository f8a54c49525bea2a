/** A private server that runs beside the gateway and ends with it. */
export interface EmbeddedServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends the server, by default in good order, and waits for it. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}
