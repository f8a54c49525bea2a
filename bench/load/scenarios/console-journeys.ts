import { deviceCookie } from '../../../src/additional-authentication/device-cookie';
import { sessionCookie } from '../../../src/session/session-cookie';
import { LOAD_SECRETS, loginIdOf, masterOf, organizationsWithUsers } from '../../seed/load-accounts';
import { must } from '../broken-promise';
import type { Answer, LoadClient } from '../client';
import { customerClient, expectOneOf, patiently } from '../customers';
import { mustHappen, type Load, type Scenario } from '../scenario';

const COMPLETE = 'complete';

/** What a page of the console asks for, one after the other. */
const PAGES = ['organization', 'sessions', 'trusted-devices', 'policy'] as const;

/** Masters at the web console, with cookies as browsers have them. */
export const consoleJourneys: Scenario = {
  name: 'console-journeys',
  about:
    'Each arrival is a master at his browser: he logs in, leafs through the console and logs out. No script of his page could read the session, and after logging out it is worth nothing (R9).',
  rate: 5,
  seconds: 30,
  // A master each, since a second login would end the session of the first.
  population: (arrivals) => ({ users: 40 * Math.min(arrivals, 25_000), newcomers: 0 }),
  prepare: (load) =>
    Promise.resolve({
      send: (arrival) => journey(load, arrival),
      judge: (outcomes) => mustHappen(outcomes, COMPLETE),
    }),
};

async function journey(load: Load, arrival: number): Promise<string> {
  const index = masterOf(arrival % Math.ceil(organizationsWithUsers(load.accounts) / 2), load.accounts);
  const client = customerClient(load, index);
  if (!(await logsIn(load, client, index))) return 'Busy';
  const viewer = expectOneOf(await client.run('viewer'), ['viewer']);
  must(viewer.fields['role'] === 'MASTER', 'viewer: somebody else than the master');
  const users = expectOneOf(await client.run('users', { first: 20 }), ['users']);
  const [first] = users.fields['edges'] as readonly { readonly node: { readonly id: string } }[];
  must(first !== undefined, 'users: not even the master is listed');
  expectOneOf(await client.run('user', { id: first.node.id }), ['user']);
  const history = expectOneOf(await client.run('operation-history', { first: 20 }), ['operationHistory']);
  const events = history.fields['edges'] as readonly { readonly node: { readonly type: string } }[];
  must(
    events.some(({ node }) => node.type === 'LOGIN_SUCCEEDED'),
    'operation-history: the login just made is missing',
  );
  for (const page of PAGES) {
    const { member } = await client.run(page);
    must(!/^[A-Z]/.test(member), `${page}: ${member}`);
  }
  const stolen = client.copy();
  expectOneOf(await client.run('logout'), ['logout']);
  expectOneOf(await stolen.run('viewer'), ['UNAUTHENTICATED']);
  return COMPLETE;
}

/** With the session in a cookie that is kept from scripts, and not in the answer. False if the gateway stays busy. */
async function logsIn(load: Load, client: LoadClient, index: number): Promise<boolean> {
  // The gateway knows one of the two, by whether it stands behind TLS.
  for (const secure of [true, false])
    client.useCookie(deviceCookie(secure).name, load.accounts.deviceToken ?? '');
  const input = { loginId: loginIdOf(index), loginPassword: LOAD_SECRETS.loginPassword };
  const answer = expectOneOf(await patiently(() => client.run('login', { input })), ['LoggedIn', 'Busy']);
  if (answer.member === 'Busy') return false;
  must(answer.fields['sessionToken'] === null, 'login: a session token in the answer to a browser');
  const cookie = sessionCookieOf(answer);
  must(
    /; HttpOnly/i.test(cookie) && /; SameSite=Strict/i.test(cookie),
    'login: a session cookie that scripts can read',
  );
  return true;
}

function sessionCookieOf({ cookies }: Answer): string {
  const names = [true, false].map((secure) => `${sessionCookie(secure).name}=`);
  return cookies.find((cookie) => names.some((name) => cookie.startsWith(name))) ?? '';
}
