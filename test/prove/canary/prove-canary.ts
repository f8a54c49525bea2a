import { getNamedType, isUnionType } from 'graphql';
import { buildGatewaySchema } from '../../../src/gateway/graphql/build-schema';
import { CLERK, MASTER, ODAWARA } from '../../e2e/support/people';
import { eventually, readiness } from '../../support/eventually';
import type { UnionResult } from '../../support/gateway-client';
import type { Cleanup } from '../cleanup';
import type { Proof, ProofOptions } from '../proof';
import { CHEAP_HASHING, openStage, type OwnServers, type Stage } from '../stage';
import { Canaries } from './canaries';
import { leaksIn, type Surface } from './leak-search';
import { plantedOperations, type PlantedOperation } from './planted-operations';
import { RecordedClient } from './recorded-client';
import { confirmRightWork } from './right-work';
import { useRightSecrets } from './right-secrets';
import { postgresSurfaces, redisSurfaces } from './surfaces';
import { collectTelemetry } from './telemetry';

/** As much told as there is to tell, and no lock on the way: every entry is to be looked at, not refused for the one before. */
const SETTINGS: NodeJS.ProcessEnv = {
  ...CHEAP_HASHING,
  LOG_LEVEL: 'trace',
  FAILURES_PER_LOCKOUT: '100',
  LOCKOUTS_PER_SUSPENSION: '1',
  SESSION_SINGLE: 'off',
  PASSWORD_CHANGES_PER_DAY: '1000',
};

/** F11: secrets sent in every way through every operation are nowhere to be found. */
export async function proveCanary({ tell }: ProofOptions, cleanup: Cleanup): Promise<Proof> {
  const telemetry = await cleanup.start(collectTelemetry(), (started) => started.close());
  const stage = await openStage(cleanup, { ...SETTINGS, ...telemetry.settings });
  const canaries = new Canaries();
  const answers: string[] = [];
  const visitors = { client: () => new RecordedClient(stage.url, canaries, answers) };
  await useRightSecrets(visitors, canaries);
  await confirmRightWork({ ...visitors, query: stage.query });
  insistOnSuccesses(answers.join('\n'));
  for (const visit of [everyForm, wellFormed]) await throughEveryOperation(visitors, canaries, visit);
  await withFaults(stage, () => throughEveryOperation(visitors, canaries, wellFormed));
  await whileAway(stage, 'postgres', () => throughEveryOperation(visitors, canaries, wellFormed));
  await whileAway(stage, 'redis', () => throughEveryOperation(visitors, canaries, wellFormed));
  const surfaces: readonly Surface[] = [
    { name: 'the log', bytes: Buffer.from(stage.program.stdout() + stage.program.stderr()) },
    { name: 'the answers', bytes: Buffer.from(answers.join('\n')) },
    { name: 'the mail', bytes: Buffer.from(stage.mail.received.map(({ source }) => source).join('\n')) },
    ...(await telemetry.surfaces()),
    ...(await redisSurfaces(stage)),
    ...(await postgresSurfaces(stage)),
  ];
  const sizes = surfaces.map(({ name, bytes }) => `${name} ${bytes.length}`);
  tell(`bytes searched: ${sizes.join(', ')}`);
  insistOnFaults(surfaces);
  const leaks = leaksIn(surfaces, canaries.all());
  return {
    bar: 'F11',
    figure: `${canaries.all().length} secrets, ${answers.length} answers, ${surfaces.length} places searched: ${leaks.length} found`,
    goal: '0',
    met: leaks.length === 0 && answers.length > 0,
    details: leaks.map(({ surface, form, secret }) => `${canaries.nameOf(secret)}, ${form}, in ${surface}`),
  };
}

/** @throws Error if a mutation has not succeeded in every way that it can: a refused one keeps less of what it was given */
function insistOnSuccesses(answers: string): void {
  const mutations = Object.values(buildGatewaySchema().getMutationType()?.getFields() ?? {});
  const ways = mutations.flatMap(({ type }) => {
    const result = getNamedType(type);
    return isUnionType(result) ? result.getTypes().filter((way) => !('message' in way.getFields())) : [];
  });
  const missing = ways.filter(({ name }) => !answers.includes(`"__typename":"${name}"`));
  if (missing.length > 0) throw new Error(`nothing came of it that is ${missing.join(', ')}`);
}

/** @throws Error if what was broken on purpose went unnoticed: then nothing was told that could have held a secret */
function insistOnFaults([log, answers]: readonly Surface[]): void {
  for (const [surface, text] of [
    [log, 'internal error'],
    [log, 'a dependency is away'],
    [answers, 'SERVICE_UNAVAILABLE'],
    [answers, 'WrongConfirmationPassword'],
    [answers, 'InvalidCredentials'],
  ] as const) {
    if (surface?.bytes.includes(text) !== true)
      throw new Error(`${surface?.name ?? ''} does not tell of ${text}`);
  }
}

interface Visitors {
  client(): RecordedClient;
}
type Visit = (client: RecordedClient, operation: PlantedOperation) => Promise<void>;

const wellFormed: Visit = async (client, { document, variables }) => {
  await client.send(document, variables);
};

const everyForm: Visit = async (client, { document, malformed, oversize, literal, variables }) => {
  await client.send(document, malformed);
  await client.send(document, oversize);
  await client.send(literal);
  await client.post(`{"query":${JSON.stringify(document)},"variables":${JSON.stringify(variables)}`);
  await client.get(document, variables);
};

/** As a stranger and as everybody who has a session, each operation with secrets of its own. */
async function throughEveryOperation(visitors: Visitors, canaries: Canaries, visit: Visit): Promise<void> {
  for (const person of [null, MASTER, ODAWARA, CLERK]) {
    let client = visitors.client();
    for (const operation of plantedOperations(canaries)) {
      // Some operations end the session; while a server is away there is none to be had.
      const fresh = visitors.client();
      if (
        person !== null &&
        (await fresh.login(person.loginId, person.loginPassword).then(isLoggedIn, () => false))
      )
        client = fresh;
      await visit(client, operation);
    }
  }
}

function isLoggedIn({ __typename }: UnionResult): boolean {
  return __typename === 'LoggedIn';
}

/** Postgres refuses what it is asked, and tells the gateway why, with the values. */
async function withFaults(stage: Stage, visit: () => Promise<void>): Promise<void> {
  await stage.query('ALTER TABLE history_events RENAME TO history_events_away');
  await visit();
  await stage.query('ALTER TABLE history_events_away RENAME TO history_events');
}

async function whileAway(
  stage: Stage & OwnServers,
  server: keyof OwnServers,
  visit: () => Promise<void>,
): Promise<void> {
  await stage[server].stop('SIGKILL');
  await visit();
  await stage[server].start();
  await eventually(async () => (await readiness(stage))[0] === 200);
}
