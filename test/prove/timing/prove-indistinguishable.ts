import { randomUUID } from 'node:crypto';
import type { Cleanup } from '../cleanup';
import { JsonClient, type RawAnswer } from '../json-client';
import type { Proof, ProofOptions } from '../proof';
import { Random } from '../random';
import { openStage, type Stage } from '../stage';
import { loggedIn, MASTER } from '../../e2e/support/people';
import { compare, requestsOf, T_THRESHOLD, type Compared, type Pair } from './compare';
import { barLogins, customers, enterCustomers, type Bar, type Customer } from './people';

/** Login IDs that are locked or suspended; a refusal changes nothing, so that each serves many times. */
const BARRED = 20;
const WRONG = 'Chigau-0ne';

const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename
  ... on InvalidCredentials { message } ... on LockedOut { credential lockedUntil message retryAfterSeconds }
  ... on Suspended { credential guidance message } } }`;
const OPEN = `mutation ($input: OpenRegistrationInput!) { openRegistration(input: $input) { __typename
  ... on InvalidCredentials { message } } }`;
const USER = 'query ($id: ID!) { user(id: $id) { id name } }';
const SUSPEND = `mutation ($input: SuspendUserInput!) { suspendUser(input: $input) { __typename
  ... on NotFound { message } } }`;

/** F10: what exists and what does not cannot be told apart by bodies, headers or times. */
export async function proveIndistinguishable(
  { samples, seed, tell }: ProofOptions,
  cleanup: Cleanup,
): Promise<Proof> {
  const stage = await openStage(cleanup);
  const client = new JsonClient(stage.url, 1);
  const random = new Random(seed);
  const results: Compared[] = [];
  for (const pair of await pairsOf(stage, client, samples, random)) {
    const compared = await compare(pair, samples, random);
    results.push(compared);
    tell(describe(compared));
  }
  client.close();
  return verdictOn(results, samples);
}

/** The bar's line, and what is to be seen of each pair that missed it. */
export function verdictOn(results: readonly Compared[], samples: number): Proof {
  const worst = Math.max(...results.map(({ t }) => Math.abs(t)));
  const differing = results.filter(({ differences }) => differences.length > 0);
  return {
    bar: 'F10',
    figure: `${results.length} pairs of ${samples} samples each: ${differing.length} told apart by body or headers, largest |t| ${worst.toFixed(2)}`,
    goal: `0, |t| < ${T_THRESHOLD}`,
    met: differing.length === 0 && worst < T_THRESHOLD,
    details: results
      .filter(({ t, differences }) => differences.length > 0 || Math.abs(t) >= T_THRESHOLD)
      .flatMap((result) => [describe(result), ...result.differences.map((answer) => JSON.stringify(answer))]),
  };
}

function describe({ name, a, b, t, differences }: Compared): string {
  const told = differences.length === 0 ? 'the same answers' : `${differences.length} answers of one only`;
  return `${name}: n ${a.n} and ${b.n}, means ${a.mean.toFixed(3)} and ${b.mean.toFixed(3)} ms, t ${t.toFixed(2)}; ${told}`;
}

async function pairsOf(stage: Stage, client: JsonClient, samples: number, random: Random): Promise<Pair[]> {
  const asked = requestsOf(samples);
  const known = customers('known', 0, asked);
  const unknown = customers('unknown', 0, asked);
  await enterCustomers(stage, known);
  const locked = await barred(stage, asked, 'LOCKED_OUT');
  const suspended = await barred(stage, asked + BARRED, 'SUSPENDED');
  const post = (query: string, variables: object, headers = {}): Promise<RawAnswer> =>
    client.post(JSON.stringify({ query, variables }), headers);
  const login = (customer: Customer): Promise<RawAnswer> =>
    post(LOGIN, { input: { loginId: customer.loginId, loginPassword: WRONG } });
  const open = ({ account }: Customer): Promise<RawAnswer> =>
    post(OPEN, { input: { ...account, inquiryPin: '0000' } });
  for (const customer of [...locked.known, ...locked.unknown, ...suspended.known, ...suspended.unknown]) {
    await login(customer);
  }
  const any = (those: readonly Customer[]) => () => login(random.one(those));
  const { bearerToken } = await loggedIn(stage, MASTER);
  const headers = { authorization: `Bearer ${bearerToken ?? ''}` };
  const suspend = (userId: string): Promise<RawAnswer> =>
    post(SUSPEND, { input: { userId, confirmationPassword: MASTER.confirmationPassword } }, headers);
  const each = (those: readonly Customer[], sample: number): Customer => {
    const customer = those[sample];
    if (customer === undefined) throw new Error('there are fewer customers than samples');
    return customer;
  };
  return [
    {
      name: 'login, known and unknown ID',
      expected: '"InvalidCredentials"',
      first: (sample) => login(each(known, sample)),
      second: (sample) => login(each(unknown, sample)),
    },
    {
      name: 'login, known and unknown ID that is locked',
      expected: '"LockedOut"',
      first: any(locked.known),
      second: any(locked.unknown),
    },
    {
      name: 'login, known and unknown ID that is suspended',
      expected: '"Suspended"',
      first: any(suspended.known),
      second: any(suspended.unknown),
    },
    {
      name: 'openRegistration, known and unknown account',
      expected: '"InvalidCredentials"',
      first: (sample) => open(each(known, sample)),
      second: (sample) => open(each(unknown, sample)),
    },
    {
      name: 'user, of another organization and of none',
      expected: '"user":null',
      first: (sample) => post(USER, { id: each(known, sample).userId }, headers),
      second: () => post(USER, { id: randomUUID() }, headers),
    },
    {
      name: 'suspendUser, of another organization and of none',
      expected: '"NotFound"',
      first: (sample) => suspend(each(known, sample).userId),
      second: () => suspend(randomUUID()),
    },
  ];
}

/** Known and unknown login IDs that are barred alike: entered in one statement, so that the lock ends at one instant. */
async function barred(
  stage: Stage,
  from: number,
  bar: Bar,
): Promise<{ readonly known: readonly Customer[]; readonly unknown: readonly Customer[] }> {
  const known = customers('known', from, BARRED);
  const unknown = customers('unknown', from, BARRED);
  await enterCustomers(stage, known);
  await barLogins(stage, [...known, ...unknown], bar);
  return { known, unknown };
}
