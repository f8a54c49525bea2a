import type { GraphQLSchema } from 'graphql';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildGatewaySchema } from '../../../src/gateway/graphql/build-schema';
import { loggedIn, ODAWARA } from '../../e2e/support/people';
import { JsonClient } from '../json-client';
import { Random } from '../random';
import type { Stage } from '../stage';
import { graphqlBody } from './documents';
import { confirmationOf, openDesks, readLive, SENDERS, type Live } from './live';
import { PaceOfAnswers } from './pace-of-answers';
import { PlantedSecrets } from './planted';
import { answersIn, exchange } from './raw-exchange';
import { rawRequest } from './raw-requests';
import type { Ingredients } from './variables';
import { faultOf, type Seen } from './verdict';

/** What came of the generated requests. */
export interface FuzzResult {
  readonly sent: number;
  readonly answered: number;
  /** By what was wrong, with the request, which `seed` and the number make again. */
  readonly faults: readonly string[];
  /** How often each union member or error code was the answer: how deep the requests went. */
  readonly outcomes: ReadonlyMap<string, number>;
}

/** Requests on their way at once. */
const AT_ONCE = 12;
/** After so many requests everybody logs in anew, since some requests end sessions. */
const ROUND = 100;
/** What the body of a request may have. */
const BODY_LIMIT_BYTES = 64 * 1024;
const FAULTS_KEPT = 20;
const SHOWN_CHARACTERS = 600;
/** What the gateway logs of faults that are not the client's. */
const OUR_FAULT = /internal error|request failed|a dependency is away|uncaught|unhandled/i;
/** The parts of the requests: broken HTTP, and GraphQL. */
const RAW_SHARE = 0.25;

/** Settings under which generated requests get far: wrong secrets lock for a second only, sessions live side by side. */
export const FUZZ_SETTINGS: NodeJS.ProcessEnv = {
  SESSION_SINGLE: 'off',
  FAILURES_PER_LOCKOUT: '10',
  LOCKOUTS_PER_SUSPENSION: '10',
  LOCKOUT_SECONDS: '1',
  GENERAL_USER_LIMIT: '10000',
  PASSWORD_CHANGES_PER_DAY: '1000',
  INTROSPECTION: 'on',
  LOG_LEVEL: 'trace',
};

/** F9: sends `count` generated requests, and looks at every answer and at the log. */
export async function fuzz(stage: Stage, seed: number, count: number): Promise<FuzzResult> {
  const planted = new PlantedSecrets(seed);
  const schema = buildGatewaySchema();
  const client = new JsonClient(stage.url, AT_ONCE);
  const pace = new PaceOfAnswers();
  const faults: string[] = [];
  const outcomes = new Map<string, number>();
  let [requests, answered] = [0, 0];
  const report = (index: number, fault: string, sent: string, { body }: Seen): void => {
    if (faults.length >= FAULTS_KEPT) return;
    faults.push(
      `request ${index}, ${fault}: ${JSON.stringify(sent.slice(0, SHOWN_CHARACTERS))} -> ${body.slice(0, SHOWN_CHARACTERS)}`,
    );
  };
  const one = async (index: number, live: Live): Promise<void> => {
    const random = Random.ofCase(seed, index);
    const given = { random, live, planted };
    const { sent, seen } = await (random.happens(RAW_SHARE)
      ? sendRaw(stage, given, pace.silenceMs)
      : sendGraphql(client, schema, given, pace));
    requests += 1;
    for (const answer of seen) {
      answered += 1;
      count1(outcomes, outcomeOf(answer));
      const fault = faultOf(answer, planted.stem);
      if (fault !== null) report(index, fault, sent, answer);
    }
  };
  const desks = openDesks(stage);
  for (let start = 0; start < count; start += ROUND) {
    const live = await readLive(stage, desks);
    await inParallel(start, Math.min(start + ROUND, count), (index) => one(index, live));
  }
  client.close();
  faults.push(...(await faultsAfterwards(stage, planted)));
  return { sent: requests, answered, faults, outcomes };
}

async function sendRaw(
  stage: Stage,
  given: Ingredients,
  silenceMs: number,
): Promise<{ sent: string; seen: Seen[] }> {
  const request = rawRequest(given);
  const seen = answersIn(await exchange(Number(new URL(stage.url).port), request, silenceMs));
  return { sent: Buffer.concat(request.chunks).toString('latin1'), seen };
}

async function sendGraphql(
  client: JsonClient,
  schema: GraphQLSchema,
  given: Ingredients,
  pace: PaceOfAnswers,
): Promise<{ sent: string; seen: Seen[] }> {
  const sender = given.random.one(SENDERS);
  const token = given.live.sessions.get(sender);
  const values = { ...given.live.values, confirmationPassword: confirmationOf(sender) };
  const sent = graphqlBody(schema, { ...given, live: { ...given.live, values } });
  try {
    const { status, rawHeaders, text } = await pace.timed(() =>
      client.post(sent, token === undefined ? {} : { authorization: `Bearer ${token}` }),
    );
    return { sent, seen: [{ status, head: headerLines(rawHeaders), body: withoutLoginIds(text) }] };
  } catch (fault) {
    // Whoever sends too much may find the connection closed before he has read why (RFC 9110, section 15.5.14).
    if (Buffer.byteLength(sent) > BODY_LIMIT_BYTES) return { sent, seen: [] };
    return { sent, seen: [{ status: 0, head: '', body: String(fault) }] };
  }
}

/** The gateway still runs and lets the right ones in, and its log tells nothing that was planted. */
async function faultsAfterwards(stage: Stage, planted: PlantedSecrets): Promise<string[]> {
  const faults: string[] = [];
  const lines = (stage.program.stdout() + stage.program.stderr()).split('\n');
  const telling = (what: string, holds: (line: string) => boolean): void => {
    const line = lines.find(holds);
    if (line !== undefined) faults.push(`${what}: ${line.slice(0, SHOWN_CHARACTERS)}`);
  };
  telling('a secret is in the log', (line) => line.includes(planted.stem));
  telling('the log tells of a fault of ours', (line) => OUR_FAULT.test(line));
  // A lock that a wrong entry brought down ends within a second.
  await sleep(1_100);
  await loggedIn(stage, ODAWARA).catch((fault: unknown) => {
    faults.push(`a right login no longer succeeds: ${String(fault)}`);
  });
  return faults;
}

async function inParallel(from: number, to: number, run: (index: number) => Promise<void>): Promise<void> {
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) await run(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function outcomeOf({ status, body }: Seen): string {
  const [, code] = /"code":"([A-Z_]+)"/.exec(body) ?? [];
  const [, member] = /"__typename":"(\w+)"/.exec(body) ?? [];
  return `${status} ${member ?? code ?? (body === '' ? 'nothing' : 'other')}`;
}

function count1(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function headerLines(raw: readonly string[]): string {
  return raw.map((text, place) => (place % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
}

/** A master is told the login IDs of the users whom he has created; that is no echo. */
function withoutLoginIds(text: string): string {
  return text.replaceAll(/"loginId":"(?:[^"\\]|\\.)*"/g, '"loginId":""');
}
