import { Agent, request } from 'undici';
import { operationBody } from '../measure/login-requests';
import { BrokenPromise, must } from './broken-promise';

/** What a request came back with. */
export interface Answer {
  readonly operation: string;
  readonly status: number;
  readonly headerNames: readonly string[];
  readonly cookies: readonly string[];
  /** The member of the result's union; where it is none, the field; where there is no result, the code of the error. */
  readonly member: string;
  /** The fields of the result; of an error, its extensions. */
  readonly fields: Readonly<Record<string, unknown>>;
}

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** The connections of a load. An open loop opens as many as it needs; what waits here would not be measured at the server. */
export class Connections {
  private readonly agent = new Agent({ pipelining: 1, keepAliveTimeout: 30_000 });

  constructor(private readonly url: string) {}

  /** Somebody at this address; each has a session and cookies of his own. */
  client(address: string): LoadClient {
    return new LoadClient(this.agent, this.url, address);
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}

/** A front end at one address, as the proxy before the gateway reports it. It sends no User-Agent: see customerAddress. */
export class LoadClient {
  private bearer: string | null = null;
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly agent: Agent,
    private readonly url: string,
    private readonly address: string,
  ) {}

  /** Runs a document of schema/operations, such as `login`, and checks what holds for every answer. */
  async run(operation: string, variables: object = {}): Promise<Answer> {
    const { statusCode, headers, body } = await request(`${this.url}/graphql`, {
      method: 'POST',
      dispatcher: this.agent,
      headers: this.headers(),
      body: operationBody(operation, variables),
    });
    const cookies = [headers['set-cookie'] ?? []].flat();
    const { member, fields } = read(operation, await body.text());
    const answer = {
      operation,
      status: statusCode,
      headerNames: Object.keys(headers).sort(),
      cookies,
      member,
      fields,
    };
    for (const cookie of cookies) this.keep(cookie);
    refusalTellsWhen(answer);
    return answer;
  }

  /** Sends this token from now on. */
  useBearer(token: string): void {
    this.bearer = token;
  }

  /** Sends this cookie from now on, as a browser does that has it from an earlier visit. */
  useCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  /** Somebody else who has got hold of everything that this one sends. */
  copy(): LoadClient {
    const thief = new LoadClient(this.agent, this.url, this.address);
    if (this.bearer !== null) thief.useBearer(this.bearer);
    for (const [name, value] of this.cookies) thief.useCookie(name, value);
    return thief;
  }

  private headers(): Record<string, string> {
    return {
      'content-type': 'application/json',
      'accept-language': 'en',
      'x-forwarded-for': this.address,
      ...(this.bearer === null ? {} : { authorization: `Bearer ${this.bearer}` }),
      // A page of the bank's own site: with a foreign origin, cookies would not count.
      ...(this.cookies.size === 0 ? {} : { cookie: this.cookieHeader(), origin: this.url }),
    };
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function read(operation: string, text: string): Pick<Answer, 'member' | 'fields'> {
  const { data, errors } = parsed(operation, text);
  const [error] = errors ?? [];
  if (error !== undefined) {
    const fields = error.extensions ?? {};
    return { member: String(fields['code']), fields };
  }
  const [[field, result] = ['', null]] = Object.entries(data ?? {});
  const fields = (Array.isArray(result) ? { items: result } : (result ?? {})) as Answer['fields'];
  const { __typename: member = field } = fields as { __typename?: string };
  return { member, fields };
}

function parsed(operation: string, text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    throw new BrokenPromise(`${operation}: the answer is no JSON`);
  }
}

/** Who is told to come back is told when. */
function refusalTellsWhen({ operation, status, member, fields }: Answer): void {
  must(status < 500, `${operation}: HTTP ${String(status)} ${member}`);
  if (!['Busy', 'LockedOut', 'THROTTLED'].includes(member)) return;
  const { retryAfterSeconds } = fields;
  must(
    typeof retryAfterSeconds === 'number' && retryAfterSeconds >= 1,
    `${operation}: ${member} without a time to come back`,
  );
}
