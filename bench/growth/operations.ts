import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'hdr-histogram-js';
import { WRONG_PASSWORD } from '../bars/lock';
import { loginsOf } from '../bars/logins';
import { countOf, expectOnly } from '../bars/outcomes';
import { runOpenLoop } from '../load/open-loop';
import { runClosedLoop } from '../measure/closed-loop';
import { accounted } from '../measure/cpu-account';
import type { Http } from '../measure/http';
import { outcomeOf, tryLogin } from '../measure/login-requests';
import type { Operation } from './growth-run';
import type { Sample } from './sample';
import { lockedCustomer, type Site } from './site';

/** What is to come of each operation. */
const WANTED: Readonly<Record<Operation, string>> = { login: 'LoggedIn', refusal: 'LockedOut' };

/** What may come of it besides: whoever finds every place taken comes back, and is counted. */
const BUSY = 'Busy';
const COMES_BACK_AFTER_MS = 1_000;

/** A prime, so that logins go over the whole table and not along its pages. */
const STRIDE = 7_919;

/** Requests at a constant rate of arrivals, timed from the moment at which each was to start (an open loop). */
export async function measureArrivals(
  http: Http,
  site: Site,
  operation: Operation,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<Sample> {
  const send = operation === 'login' ? anyLogin(http, site) : refusal(http, site);
  const loop = { rate, durationMs: seconds * 1_000, send };
  const { result, use } = await accounted(site.processes, () => runOpenLoop(loop));
  const { outcomes, latencyOf, achievedRate } = result;
  expectOnly(outcomes, [WANTED[operation], BUSY]);
  const latency = latencyOf.get(WANTED[operation]);
  if (latency === undefined) throw new Error(`every ${operation} was turned away`);
  return { latency, perSecond: achievedRate, busy: countOf(outcomes, BUSY), use };
}

/** So many clients that wait for their answers (a closed loop). */
export async function measureClients(
  http: Http,
  site: Site,
  operation: Operation,
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<Sample> {
  const { world, url } = site;
  const customers = loginsOf(http, url, world, { clients, among: world.size.users - 1 });
  const one = operation === 'login' ? customers : refusal(http, site);
  const latency = build({ useWebAssembly: false });
  const send = async (client: number): Promise<string> => {
    const askedAt = performance.now();
    const outcome = await one(client);
    if (outcome === WANTED[operation]) latency.recordValue(microsecondsSince(askedAt));
    if (outcome === BUSY) await sleep(COMES_BACK_AFTER_MS);
    return outcome;
  };
  const loop = { clients, durationMs: seconds * 1_000, send };
  const { result, use } = await accounted(site.processes, () => runClosedLoop(loop));
  const { outcomes } = result;
  expectOnly(outcomes, [WANTED[operation], BUSY]);
  if (latency.totalCount === 0) throw new Error(`every ${operation} was turned away`);
  return {
    latency,
    perSecond: countOf(outcomes, WANTED[operation]) / seconds,
    busy: countOf(outcomes, BUSY),
    use,
  };
}

function anyLogin(http: Http, { world, url }: Site): () => Promise<string> {
  let turn = 0;
  return async () => {
    turn += 1;
    return outcomeOf(await tryLogin(http, url, world.customer((turn * STRIDE) % (world.size.users - 1))));
  };
}

function refusal(http: Http, { world, url }: Site): () => Promise<string> {
  const victim = { ...lockedCustomer(world), loginPassword: WRONG_PASSWORD };
  return async () => outcomeOf(await tryLogin(http, url, victim));
}

function microsecondsSince(askedAt: number): number {
  return Math.max(1, Math.round((performance.now() - askedAt) * 1_000));
}
