import { availableParallelism } from 'node:os';
import type { ConstantReport } from '../measure/constant-requests';
import { headersFrom, loginBody, type LoginTry } from '../measure/login-requests';
import { STANDARD_WORLD } from '../stage/world';
import type { Bar } from './bar';
import { constantCharts } from './constant-charts';
import { constantSide } from './constant-side';
import { judgeRatio } from './judge';
import { lockOut, WRONG_PASSWORD } from './lock';
import { compareInRounds } from './rounds';

const CONNECTIONS = 16;

/** An ID that nobody has: it locks like any other (R7), even at a gateway whose users the bench does not know. */
const STRANGER: LoginTry = {
  loginId: 'bench00000',
  loginPassword: WRONG_PASSWORD,
  deviceToken: null,
  address: '198.18.0.1',
};

/** B2: refusing a locked credential, against Apollo Server and Fastify with nothing to decide. */
export const lockedRefusal: Bar = {
  id: 'B2',
  title: 'refusal of a locked credential',
  needsOnlyUrl: true,
  limitMs: 600_000,
  measure: async (stage) => {
    const url = stage.against ?? (await stage.startGateway(await stage.world(STANDARD_WORLD))).url;
    await lockOut(await stage.http(1), url, STRANGER);
    const bare = await stage.startReference('bare-apollo', availableParallelism());
    const requests = {
      body: loginBody(STRANGER),
      headers: headersFrom(STRANGER.address),
      connections: CONNECTIONS,
      status: 200,
      bodyIncludes: '"LockedOut"',
    };
    const reports = new Map<string, ConstantReport[]>();
    const rounds = await compareInRounds(
      stage,
      constantSide('gateway', { ...requests, url: `${url}/graphql` }, reports),
      constantSide(
        'bare Apollo Server',
        { ...requests, url: `${String(await bare.nextMessage())}/graphql` },
        reports,
      ),
    );
    return {
      results: [
        judgeRatio(
          {
            id: 'B2',
            name: 'refusals of a locked credential',
            unit: '/s',
            reference: 'bare Apollo Server',
            notes: [
              'the gateway logs every request to a file, as in production; the bare server logs nothing',
            ],
          },
          rounds,
          { kind: 'AT_LEAST', bound: 0.7 },
        ),
      ],
      charts: constantCharts('B2: refusals of a locked credential', reports),
    };
  },
};
