import { Agent, request } from 'undici';

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly text: string;
}

/**
 * Posts JSON over connections that stay open, as front ends behind a proxy do. undici rather than node:http, since it
 * takes less of the cores that the gateway needs.
 */
export class Http {
  private readonly agent: Agent;

  constructor(connections: number) {
    this.agent = new Agent({ connections, pipelining: 1, keepAliveTimeout: 60_000 });
  }

  async post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const answer = await request(url, {
      method: 'POST',
      dispatcher: this.agent,
      headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
      body,
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}
