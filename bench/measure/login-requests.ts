import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Http, Reply } from './http';

/** What a login is tried with. */
export interface LoginTry {
  readonly loginId: string;
  readonly loginPassword: string;
  /** Null for a stranger's device. */
  readonly deviceToken: string | null;
  /** From where, as the proxy in front of the gateway reports it. */
  readonly address: string;
}

const OPERATIONS = join(__dirname, '..', '..', 'schema', 'operations');
const documents = new Map<string, string>();

/** A request body with a document of schema/operations, which front ends share. */
export function operationBody(operation: string, variables: object = {}): string {
  const query = documents.get(operation) ?? readFileSync(join(OPERATIONS, `${operation}.graphql`), 'utf8');
  documents.set(operation, query);
  return JSON.stringify({ query, variables });
}

export function loginBody({ loginId, loginPassword, deviceToken }: Omit<LoginTry, 'address'>): string {
  return operationBody('login', { input: { loginId, loginPassword, delivery: 'BEARER', deviceToken } });
}

/** No User-Agent: the devices that the loader made known are programs. */
export function headersFrom(address: string): Record<string, string> {
  return { 'x-forwarded-for': address };
}

/** Tries a login. */
export function tryLogin(http: Http, url: string, attempt: LoginTry): Promise<Reply> {
  return http.post(`${url}/graphql`, loginBody(attempt), headersFrom(attempt.address));
}

interface Body {
  readonly data?: Record<
    string,
    { readonly __typename?: string; readonly sessionToken?: string } | null
  > | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** The member of the result's union, or the code of the error. */
export function outcomeOf({ text }: Reply): string {
  const { data, errors } = JSON.parse(text) as Body;
  const [result] = Object.values(data ?? {});
  return result?.__typename ?? errors?.[0]?.extensions?.code ?? 'UNKNOWN';
}

/**
 * Logs in and gives the session token.
 * @throws Error if the login does not succeed
 */
export async function sessionOf(http: Http, url: string, attempt: LoginTry): Promise<string> {
  const reply = await tryLogin(http, url, attempt);
  const token = (JSON.parse(reply.text) as Body).data?.['login']?.sessionToken;
  if (typeof token !== 'string')
    throw new Error(`a customer of the bench cannot log in: ${outcomeOf(reply)}`);
  return token;
}
