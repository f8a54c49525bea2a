import { ERROR_CODES } from '../../../src/graphql/gateway-error';

/** What is looked at of an answer, however it was received. */
export interface Seen {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Places in code: frames of a stack, or paths of this project and its packages. */
const STACK_TRACE = /\bat [^\n"]*:\d+:\d+|node_modules|\.[cm]?[jt]s:\d+|\/src\/|\/dist\//;

/** Codes that mean that something broke, whatever the status. */
const OUR_FAULTS = ['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE'];

/** What is wrong with an answer; null if nothing is. */
export function faultOf({ status, head, body }: Seen, stem: string): string | null {
  if (status === 0) return 'not HTTP';
  if (status >= 500) return `status ${status}`;
  if (STACK_TRACE.test(body) || STACK_TRACE.test(head)) return 'a place in the code';
  if (body.includes(stem) || head.includes(stem)) return 'a secret came back';
  return body === '' ? null : shapeFaultOf(body);
}

/** Every body is JSON; where it has errors, each has a text and a code of the closed list. */
function shapeFaultOf(body: string): string | null {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return 'not JSON';
  }
  if (typeof json !== 'object' || json === null) return 'not an object';
  if ('status' in json && Object.keys(json).every((key) => key === 'status' || key === 'checks')) return null;
  const { data, errors } = json as { readonly data?: unknown; readonly errors?: unknown };
  if (data === undefined && errors === undefined) return 'neither data nor errors';
  if (errors === undefined) return null;
  if (!Array.isArray(errors) || errors.length === 0) return 'errors that are none';
  for (const error of errors as readonly Partial<PublicError>[]) {
    const code = error.extensions?.code;
    if (typeof error.message !== 'string' || error.message === '') return 'an error without a text';
    if (!ERROR_CODES.some((known) => known === code)) return `the code ${String(code)}`;
    if (OUR_FAULTS.includes(String(code))) return String(code);
  }
  return null;
}

interface PublicError {
  readonly message: unknown;
  readonly extensions: { readonly code: unknown };
}
