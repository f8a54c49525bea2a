import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_USERS } from '../../src/demo/demo-accounts';

/** What came back over HTTP. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as text, for tests about what it must not hold. */
  readonly text: string;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { message: string; extensions: { code: string; retryAfterSeconds?: number } }[];
}

/** A result of a union, its members' fields as the test expects them. */
export interface UnionResult {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

const OPERATIONS = join(__dirname, '..', '..', 'schema', 'operations');

/** Talks to a gateway over HTTP like a front end: JSON posts, a cookie jar or a bearer token, documents of schema/operations. */
export class GatewayClient {
  private readonly cookies = new Map<string, string>();
  private bearer: string | null = null;
  private deviceToken: string | null = null;

  constructor(
    readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = { 'accept-language': 'en' },
  ) {}

  /** Posts any document. */
  async send(
    query: string,
    variables: object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<GatewayAnswer> {
    return this.post(JSON.stringify({ query, variables }), headers);
  }

  /** Posts any body. */
  async post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<GatewayAnswer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...this.headers,
        ...(this.cookies.size === 0 ? {} : { cookie: this.cookieHeader() }),
        ...(this.bearer === null ? {} : { authorization: `Bearer ${this.bearer}` }),
        ...headers,
      },
      body,
    });
    for (const cookie of response.headers.getSetCookie()) this.keepCookie(cookie);
    const text = await response.text();
    const json = JSON.parse(text) as Partial<GatewayAnswer>;
    return {
      status: response.status,
      headers: response.headers,
      text,
      data: json.data ?? null,
      errors: json.errors ?? [],
    };
  }

  /** Runs a document of schema/operations, such as `create-user`, and gives the result of its one field. */
  async run(operation: string, variables: object = {}): Promise<UnionResult> {
    const answer = await this.runRaw(operation, variables);
    if (answer.errors.length > 0) throw new Error(answer.text);
    const [result] = Object.values(answer.data ?? {});
    return result as UnionResult;
  }

  /** The same, whole answer and errors included. */
  runRaw(operation: string, variables: object = {}): Promise<GatewayAnswer> {
    return this.send(readFileSync(join(OPERATIONS, `${operation}.graphql`), 'utf8'), variables);
  }

  /**
   * Logs in and, when that succeeds, keeps the bearer token for what follows. A demo user answers the security question
   * if one is asked; the device is known to this client from then on.
   */
  async login(loginId: string, loginPassword: string): Promise<UnionResult> {
    const result = await this.loginOnly(loginId, loginPassword);
    if (result.__typename !== 'AdditionalAuthenticationRequired') return result;
    const answer = demoAnswer(loginId, result);
    return answer === null ? result : this.answer(result, answer);
  }

  /** Logs in without answering any question. */
  async loginOnly(loginId: string, loginPassword: string): Promise<UnionResult> {
    const { deviceToken } = this;
    return this.keepLogin(
      await this.run('login', { input: { loginId, loginPassword, delivery: 'BEARER', deviceToken } }),
    );
  }

  /** Answers the question of `challenge`, the result of a login. */
  async answer({ challengeToken }: UnionResult, answer: string): Promise<UnionResult> {
    const { deviceToken } = this;
    return this.keepLogin(
      await this.run('answer-security-question', {
        input: { challengeToken, answer, delivery: 'BEARER', deviceToken },
      }),
    );
  }

  /** The token that this client sends; null for none. */
  get bearerToken(): string | null {
    return this.bearer;
  }

  /** Names the device with this token from now on; null for none. */
  useDevice(deviceToken: string | null): void {
    this.deviceToken = deviceToken;
  }

  /** Sends this token from now on; null for none. */
  useBearer(token: string | null): void {
    this.bearer = token;
  }

  private keepCookie(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (/expires=Thu, 01 Jan 1970/i.test(cookie) || value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keepLogin(result: UnionResult): UnionResult {
    if (typeof result['sessionToken'] === 'string') this.bearer = result['sessionToken'];
    if (typeof result['deviceToken'] === 'string') this.deviceToken = result['deviceToken'];
    return result;
  }
}

/** What the demo user of this login ID answers to the question of `challenge`; null for a stranger to the demo. */
export function demoAnswer(loginId: string, challenge: UnionResult): string | null {
  const { id } = challenge['question'] as { readonly id: number };
  const user = DEMO_USERS.find((demo) => demo.loginId === loginId);
  return user?.securityAnswers.find(({ questionId }) => questionId === id)?.answer ?? null;
}
