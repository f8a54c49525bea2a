import { LOAD_SECRETS, loginIdOf, masterOf } from '../../seed/load-accounts';
import { must } from '../broken-promise';
import type { LoadClient } from '../client';
import {
  customerClient,
  customerLogin,
  customerSession,
  expectOneOf,
  guess,
  patiently,
  wrongPassword,
} from '../customers';
import { mustHappen, type Load, type Scenario } from '../scenario';

/** Organizations whose master and first general user hold a session; others log in. */
const AT_WORK = 20;

interface Desk {
  readonly organization: number;
  readonly master: LoadClient;
  readonly general: LoadClient;
}

/** An ordinary working day. */
export const mixedDay: Scenario = {
  name: 'mixed-day',
  about:
    'Customers log in, some after a slip of the finger; others look at their data, masters at their users and the history, and suspend and release users. Everybody sees his own organization only.',
  rate: 40,
  seconds: 30,
  population: (arrivals) => ({ users: 2 * (20 * AT_WORK + Math.max(20, arrivals)), newcomers: 0 }),
  prepare: async (load) => {
    const desks: Desk[] = [];
    for (let organization = 0; organization < AT_WORK; organization += 1) {
      const first = masterOf(organization, load.accounts);
      desks.push({
        organization,
        master: await customerSession(load, first),
        general: await customerSession(load, first + 1),
      });
    }
    return {
      send: async (arrival) => {
        const desk = desks[arrival % AT_WORK];
        if (desk === undefined) throw new Error('there is no such desk');
        // Each twentieth of the day comes to every desk in turn.
        const part = Math.floor(arrival / AT_WORK + (arrival % AT_WORK)) % 20;
        if (part < 8) return views(desk);
        if (part < 12) return logsIn(load, arrival);
        if (part < 15) return listsUsers(load, desk);
        if (part < 17) return readsHistory(desk);
        if (part < 19) return suspendsAndReleases(load, desk, arrival);
        return slips(load, arrival);
      },
      judge: (outcomes) =>
        mustHappen(outcomes, 'viewer', 'login LoggedIn', 'users', 'history', 'suspended, released'),
    };
  },
};

/** A user outside the organizations at work, so that his login ends no session that is in use. */
function visitor({ accounts }: Load, arrival: number): number {
  const first = masterOf(AT_WORK, accounts);
  return first + (arrival % (Math.ceil(accounts.users / 2) - first));
}

async function views({ general }: Desk): Promise<string> {
  return expectOneOf(await general.run('viewer'), ['viewer']).member;
}

async function logsIn(load: Load, arrival: number): Promise<string> {
  const index = visitor(load, arrival);
  return `login ${(await customerLogin(load, index, customerClient(load, index))).member}`;
}

async function slips(load: Load, arrival: number): Promise<string> {
  const index = visitor(load, arrival);
  const client = customerClient(load, index);
  expectOneOf(await guess(client, loginIdOf(index), wrongPassword(arrival)), ['InvalidCredentials', 'Busy']);
  return `slip, then ${(await customerLogin(load, index, client)).member}`;
}

async function listsUsers(load: Load, desk: Desk): Promise<string> {
  const { fields } = expectOneOf(await desk.master.run('users', { first: 20 }), ['users']);
  const { edges } = fields as { readonly edges: readonly { readonly node: { readonly loginId: string } }[] };
  const own = ownLoginIds(load, desk.organization);
  must(edges.length === own.length, 'users: a user of the organization is missing');
  must(
    edges.every(({ node }) => own.includes(node.loginId)),
    'users: a user of another organization is listed',
  );
  return 'users';
}

function ownLoginIds({ accounts }: Load, organization: number): readonly string[] {
  return Array.from({ length: accounts.usersPerOrganization }, (_, place) =>
    loginIdOf(masterOf(organization, accounts) + place),
  );
}

async function readsHistory({ master }: Desk): Promise<string> {
  const { fields } = expectOneOf(await master.run('operation-history', { first: 20 }), ['operationHistory']);
  const { edges } = fields as { readonly edges: readonly { readonly node: { readonly type: string } }[] };
  must(edges.length > 0, 'operation-history: the login of the master himself is missing');
  return 'history';
}

/** Asks for the user by his login ID, suspends him, and releases him again. */
async function suspendsAndReleases(
  load: Load,
  { master, organization }: Desk,
  arrival: number,
): Promise<string> {
  const { accounts } = load;
  // The first general user is at work himself.
  const place = 2 + (Math.floor(arrival / AT_WORK) % (accounts.usersPerOrganization - 2));
  const loginId = loginIdOf(masterOf(organization, accounts) + place);
  const { fields } = expectOneOf(await master.run('users', { first: 1, search: loginId }), ['users']);
  const [found] = (fields as { readonly edges: readonly { readonly node: { readonly id: string } }[] }).edges;
  must(found !== undefined, 'users: a user is not found by his login ID');
  const input = { userId: found.node.id, confirmationPassword: LOAD_SECRETS.confirmationPassword };
  const suspended = expectOneOf(await master.run('suspend-user', { input }), ['UserSuspended', 'Busy']);
  if (suspended.member === 'Busy') return 'suspension Busy';
  const released = await patiently(() => master.run('release-suspension', { input }));
  expectOneOf(released, ['SuspensionReleased', 'Busy']);
  return released.member === 'Busy' ? 'release Busy' : 'suspended, released';
}
