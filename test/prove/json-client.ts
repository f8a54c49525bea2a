import { Agent, request, type IncomingHttpHeaders } from 'node:http';

/** What came back, to the byte. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly text: string;
  /** From the first byte sent to the last received, in milliseconds. */
  readonly tookMs: number;
}

const ANSWERS_WITHIN_MS = 30_000;

/** Posts to `/graphql` over connections that stay open, and measures how long each answer takes. */
export class JsonClient {
  private readonly agent: Agent;
  private readonly url: string;

  constructor(gatewayUrl: string, connections: number) {
    this.url = `${gatewayUrl}/graphql`;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> {
    const bytes = Buffer.from(body);
    return new Promise((resolve, reject) => {
      const sent = request(this.url, {
        method: 'POST',
        agent: this.agent,
        timeout: ANSWERS_WITHIN_MS,
        headers: {
          'content-type': 'application/json',
          'content-length': bytes.length,
          'accept-language': 'en',
          ...headers,
        },
      });
      let startedAt = performance.now();
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            rawHeaders: response.rawHeaders,
            text: Buffer.concat(chunks).toString('utf8'),
            tookMs: performance.now() - startedAt,
          });
        });
      });
      sent.on('timeout', () => sent.destroy(new Error('there is no answer')));
      sent.on('error', reject);
      sent.on('socket', () => (startedAt = performance.now()));
      sent.end(bytes);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
