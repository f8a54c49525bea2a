import { availableParallelism } from 'node:os';
import type { ConstantReport } from '../measure/constant-requests';
import type { Http } from '../measure/http';
import { headersFrom, loginBody, outcomeOf, tryLogin, type LoginTry } from '../measure/login-requests';
import { STANDARD_WORLD } from '../stage/world';
import type { Bar } from './bar';
import { constantCharts } from './constant-charts';
import { constantSide } from './constant-side';
import { judgeRatio } from './judge';
import { WRONG_PASSWORD } from './lock';
import { compareInRounds } from './rounds';

const CONNECTIONS = 16;

/** One guess, then a day of refusals: no window begins anew while it is measured. */
const THROTTLE = { LOGIN_THROTTLE_POINTS: '1', LOGIN_THROTTLE_SECONDS: '86400' };

/** More tries than a gateway of default settings grants an address. */
const ENOUGH = 200;

const GUESS: LoginTry = {
  loginId: 'bench00001',
  loginPassword: WRONG_PASSWORD,
  deviceToken: null,
  address: '198.18.0.2',
};

/** B3: refusing an address that has tried too often, against Fastify with a constant answer of the same size. */
export const throttleRefusal: Bar = {
  id: 'B3',
  title: 'refusal by the address throttle',
  needsOnlyUrl: true,
  limitMs: 600_000,
  measure: async (stage) => {
    const url = stage.against ?? (await stage.startGateway(await stage.world(STANDARD_WORLD), THROTTLE)).url;
    const answer = await throttled(await stage.http(1), url);
    const bare = await stage.startReference('bare-fastify', availableParallelism());
    const listening = bare.nextMessage();
    bare.send(answer);
    const requests = {
      body: loginBody(GUESS),
      headers: headersFrom(GUESS.address),
      connections: CONNECTIONS,
      status: 429,
      bodyIncludes: '"THROTTLED"',
    };
    const reports = new Map<string, ConstantReport[]>();
    const rounds = await compareInRounds(
      stage,
      constantSide('gateway', { ...requests, url: `${url}/graphql` }, reports),
      constantSide('bare Fastify', { ...requests, url: `${String(await listening)}/graphql` }, reports),
    );
    return {
      results: [
        judgeRatio(
          {
            id: 'B3',
            name: 'refusals by the address throttle',
            unit: '/s',
            reference: 'bare Fastify',
            notes: [
              'the gateway logs every request to a file, as in production; the bare server logs nothing',
            ],
          },
          rounds,
          { kind: 'AT_LEAST', bound: 0.8 },
        ),
      ],
      charts: constantCharts('B3: refusals by the address throttle', reports),
    };
  },
};

/** Guesses until the address is refused, and gives that refusal. */
async function throttled(http: Http, url: string): Promise<{ status: number; body: string }> {
  for (let guess = 0; guess < ENOUGH; guess += 1) {
    const reply = await tryLogin(http, url, GUESS);
    if (outcomeOf(reply) === 'THROTTLED') return { status: reply.status, body: reply.text };
  }
  throw new Error(
    `${ENOUGH} logins from one address were not throttled: LOGIN_THROTTLE_POINTS is too high for B3`,
  );
}
