import { outcomeOf, tryLogin } from '../measure/login-requests';
import { listenToRedis, type SentCommand } from '../stage/redis-listener';
import { onDatabase } from '../stage/servers';
import { countStatements, statementsOf, stopCounting, type RunStatement } from '../stage/statement-counter';
import { STANDARD_WORLD } from '../stage/world';
import type { Bar } from './bar';
import { judgeValue } from './judge';

const LOGINS = 5;

/** What runs behind the requests is no part of a login. */
const NOTHING_BEHIND = { HISTORY_SEAL_INTERVAL_MS: '60000', NOTICE_POLL_MS: '60000' };

/** B7: what a login that succeeds asks of Redis before its session, and of Postgres in all. */
export const cost: Bar = {
  id: 'B7',
  title: 'cost of a login',
  needsOnlyUrl: false,
  limitMs: 300_000,
  measure: async (stage) => {
    const world = await stage.world(STANDARD_WORLD);
    const sent: (readonly SentCommand[])[] = [];
    const ran: (readonly RunStatement[])[] = [];
    await onDatabase(world.databaseUrl, async (client) => {
      await countStatements(client);
      const { url } = await stage.startGateway(world, NOTHING_BEHIND);
      const http = await stage.http(1);
      const login = async (index: number): Promise<void> => {
        const outcome = outcomeOf(await tryLogin(http, url, world.customer(index)));
        if (outcome !== 'LoggedIn') throw new Error(`a right login was answered with ${outcome}`);
      };
      // The first one loads scripts and opens connections.
      await login(0);
      stage.progress('counting');
      const redis = await listenToRedis(world.redisUrl);
      try {
        for (let index = 1; index <= LOGINS; index += 1) {
          ran.push(
            await statementsOf(client, async () => {
              sent.push(await redis.heard(() => login(index)));
            }),
          );
        }
      } finally {
        await redis.close();
        await stopCounting(client);
      }
    });
    const before = sent.map(beforeSession);
    const atMostTwo = { kind: 'AT_MOST', bound: 2 } as const;
    return {
      results: [
        judgeValue(
          {
            id: 'B7',
            name: 'Redis round trips of a login before its session',
            unit: '',
            notes: [`in order: ${(before[0] ?? []).map(({ key }) => partOf(key)).join(', ')}`],
          },
          before.map((commands) => commands.length),
          atMostTwo,
        ),
        judgeValue(
          {
            id: 'B7',
            name: 'Postgres statements of a login',
            unit: '',
            notes: [`statements: ${(ran[0] ?? []).map(shortened).join('; ')}`],
          },
          ran.map((statements) => statements.reduce((sum, { calls }) => sum + calls, 0)),
          atMostTwo,
        ),
      ],
      charts: [],
    };
  },
};

const SESSION = 'sk:s:';
const PARTS: Readonly<Record<string, string>> = { 'sk:t': 'throttle', 'sk:a': 'attempt ledger' };

/** @throws Error if no session was begun: then this was no login */
function beforeSession(commands: readonly SentCommand[]): readonly SentCommand[] {
  const session = commands.findIndex(({ key }) => key.startsWith(SESSION));
  if (session < 0) throw new Error('the login has begun no session in Redis');
  return commands.slice(0, session);
}

function partOf(key: string): string {
  return PARTS[key.slice(0, 4)] ?? 'other';
}

/** Verb and tables: enough to know a statement by. */
function shortened({ text, calls }: RunStatement): string {
  const [verb = ''] = /^\w+/.exec(text) ?? [];
  const tables = [...text.matchAll(/\b(?:INTO|UPDATE|FROM|JOIN)\s+([a-z_]\w*)/g)].map(([, table]) => table);
  return `${calls}× ${verb} ${[...new Set(tables)].join(' + ')}`.trim();
}
