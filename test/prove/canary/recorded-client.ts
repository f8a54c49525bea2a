import { GatewayClient, type GatewayAnswer } from '../../support/gateway-client';
import type { Canaries } from './canaries';

/** A field that must hold a token: found once, it is known and looked for everywhere else. */
const TOKEN_FIELD = /("(?:sessionToken|deviceToken|challengeToken|registrationToken)":")([^"]*)(")/g;
/** A master is told the login IDs of his users (R5). */
const LOGIN_ID_FIELD = /("loginId":")((?:[^"\\]|\\.)*)(")/g;

/** Talks to the gateway and keeps every answer, without what it must hold. */
export class RecordedClient extends GatewayClient {
  constructor(
    url: string,
    private readonly canaries: Canaries,
    private readonly answers: string[],
  ) {
    super(url);
  }

  override async post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<GatewayAnswer> {
    const answer = await super.post(body, headers);
    this.keep(answer.headers, answer.text);
    return answer;
  }

  /** Asks by GET, where the query string holds the variables. */
  async get(query: string, variables: object): Promise<void> {
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString();
    const authorization = this.bearerToken === null ? {} : { authorization: `Bearer ${this.bearerToken}` };
    const response = await fetch(`${this.url}/graphql?${search}`, {
      headers: { 'apollo-require-preflight': 'true', ...authorization },
    });
    this.keep(response.headers, await response.text());
  }

  private keep(headers: Headers, text: string): void {
    const lines: string[] = [];
    headers.forEach((value, name) => {
      if (name !== 'set-cookie') lines.push(`${name}: ${value}`);
    });
    for (const cookie of headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split(';');
      this.canaries.note(pair.slice(pair.indexOf('=') + 1));
      lines.push(`set-cookie: ${pair.slice(0, pair.indexOf('='))};${attributes.join(';')}`);
    }
    for (const [, , token = ''] of text.matchAll(TOKEN_FIELD)) this.canaries.note(token);
    const body = text.replaceAll(TOKEN_FIELD, '$1$3').replaceAll(LOGIN_ID_FIELD, '$1$3');
    this.answers.push(`${lines.join('\n')}\n\n${body}\n`);
  }
}
