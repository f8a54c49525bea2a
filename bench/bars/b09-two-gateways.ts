import { availableParallelism } from 'node:os';
import { outcomesChart } from '../measure/charts';
import { runClosedLoop, type ClosedLoopReport } from '../measure/closed-loop';
import type { Http } from '../measure/http';
import { outcomeOf, tryLogin } from '../measure/login-requests';
import { onDatabase } from '../stage/servers';
import { STANDARD_WORLD, type World } from '../stage/world';
import type { Bar } from './bar';
import { judgeRatio, judgeValue } from './judge';
import { WRONG_PASSWORD } from './lock';
import { loginsOf } from './logins';
import { countOf, expectOnly } from './outcomes';
import { compareInRounds, measured } from './rounds';

const CLIENTS = 16;
const GUESSES = 200;
/** N, `FAILURES_PER_LOCKOUT` as it is by default (R7). */
const BUDGET = 5;

/** B9: a second gateway on the same cores, Redis and Postgres costs nothing, and grants no guess more. */
export const twoGateways: Bar = {
  id: 'B9',
  title: 'two gateways on one Redis and Postgres',
  needsOnlyUrl: false,
  limitMs: 900_000,
  measure: async (stage) => {
    const world = await stage.ownWorld(STANDARD_WORLD);
    const cores = availableParallelism();
    const one = [await stage.startGateway(world)];
    // The same cores: each of the two hashes on half of them.
    const half = { HASHING_CONCURRENCY: String(Math.max(1, Math.floor(cores / 2))) };
    const two = [await stage.startGateway(world, half), await stage.startGateway(world, half)];
    const http = await stage.http(GUESSES);
    const reports: ClosedLoopReport[] = [];
    const throughput = (gateways: typeof one) => async (seconds: number) => {
      const urls = gateways.map(({ url }) => url);
      const report = await runClosedLoop({
        clients: CLIENTS,
        durationMs: seconds * 1_000,
        send: spreadOver(http, urls, world),
      });
      expectOnly(report.outcomes, ['LoggedIn']);
      if (gateways === two) reports.push(report);
      return countOf(report.outcomes, 'LoggedIn') / seconds;
    };
    const rounds = await compareInRounds(
      stage,
      { name: 'two gateways', measure: throughput(two) },
      { name: 'one gateway', measure: throughput(one) },
    );
    stage.progress(`${GUESSES} guesses at once at both`);
    const verified: number[] = [];
    for (let trial = 0; trial < stage.pace.rounds; trial += 1) {
      verified.push(
        await guessAtBoth(
          http,
          two.map(({ url }) => url),
          world,
          world.size.users - 1 - trial,
        ),
      );
    }
    const exact = verified.every((count) => count === BUDGET);
    return {
      results: [
        judgeRatio(
          { id: 'B9', name: 'logins by two gateways', unit: '/s', reference: 'one gateway', notes: [] },
          rounds,
          { kind: 'AT_LEAST', bound: 0.95 },
        ),
        judgeValue(
          {
            id: 'B9',
            name: `guesses verified of ${GUESSES} at once at both, budget ${BUDGET}`,
            unit: '',
            notes: [`verified in each trial: ${verified.join(', ')}; exactly ${BUDGET} is wanted`],
          },
          verified,
          { kind: 'AT_MOST', bound: BUDGET },
          exact,
        ),
      ],
      charts: [
        outcomesChart(
          'B9: logins by two gateways, over time',
          measured(reports).flatMap(({ seconds }) => seconds),
        ),
      ],
    };
  },
};

/** Client after client at gateway after gateway. */
function spreadOver(http: Http, urls: readonly string[], world: World): (client: number) => Promise<string> {
  const senders = urls.map((url) => loginsOf(http, url, world, { clients: CLIENTS }));
  return (client) => {
    const sender = senders[client % senders.length];
    if (sender === undefined) throw new Error('there is no gateway');
    return sender(client);
  };
}

/**
 * Guesses at one user's password through both gateways at once; then the right one is tried. Gives how many of the
 * guesses were verified, as the history tells: each one that failed, the one that locked among them.
 * @throws Error if the right password got in after the budget was spent
 */
async function guessAtBoth(
  http: Http,
  urls: readonly string[],
  world: World,
  victim: number,
): Promise<number> {
  const customer = world.customer(victim);
  const outcomes = await Promise.all(
    Array.from({ length: GUESSES }, async (_, guess) =>
      outcomeOf(
        await tryLogin(http, urls[guess % urls.length] ?? '', { ...customer, loginPassword: WRONG_PASSWORD }),
      ),
    ),
  );
  expectOnly(new Map(outcomes.map((outcome) => [outcome, 1])), ['InvalidCredentials', 'LockedOut']);
  for (const url of urls) {
    const outcome = outcomeOf(await tryLogin(http, url, customer));
    if (outcome !== 'LockedOut')
      throw new Error(`a locked user's right password was answered with ${outcome}`);
  }
  return onDatabase(world.databaseUrl, async (client) => {
    const { rows } = await client.query<{ verified: string }>(
      `SELECT count(*) AS verified
         FROM history_events e JOIN users u ON u.id = e.subject_user_id
        WHERE u.login_id = $1 AND e.type IN ('LOGIN_FAILED', 'LOCKED_OUT')`,
      [customer.loginId],
    );
    return Number(rows[0]?.verified);
  });
}
