import { once } from 'node:events';
import { request, type Agent, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LOGIN = readFileSync(join(__dirname, '../../../schema/operations/login.graphql'), 'utf8');

/** A login that was answered to its last byte. */
export interface CompleteAnswer {
  /** The member of the union, or the code of an error. */
  readonly kind: string;
  /** Whether the gateway lets the connection go. */
  readonly closes: boolean;
}

/** A request that got no complete answer. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';

  constructor(
    /** Of the system, such as ECONNREFUSED. */
    readonly code: string,
    /** Whether it was sent on a connection that had carried another before. */
    readonly reused: boolean,
  ) {
    super(`no answer: ${code}`);
  }
}

/**
 * Sends one login over a connection of `agent`, or one of its own if that is false; never twice.
 * @throws Unanswered
 */
export async function sendLogin(
  url: string,
  input: Readonly<Record<string, unknown>>,
  agent: Agent | false,
): Promise<CompleteAnswer> {
  const sent = request(`${url}/graphql`, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json' },
  });
  try {
    sent.end(JSON.stringify({ query: LOGIN, variables: { input: { ...input, delivery: 'BEARER' } } }));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return { kind: kindOf(await text(response)), closes: response.headers.connection === 'close' };
  } catch (cause) {
    throw new Unanswered((cause as { code?: string }).code ?? String(cause), sent.reusedSocket);
  }
}

function kindOf(body: string): string {
  const { data, errors } = JSON.parse(body) as {
    data?: { login: { __typename: string } } | null;
    errors?: readonly { extensions: { code: string } }[];
  };
  return errors?.[0]?.extensions.code ?? String(data?.login.__typename);
}
