import type { GatewayClient, UnionResult } from '../support/gateway-client';
import { openStage, type AdministrationStage } from './administration-stage';

/** The password that the master gives, to be replaced at first login. */
export const TEMPORARY = 'Kojiri-20u';
/** What users of these tests choose for themselves. */
export const LOGIN = 'Ebisu#4torii';
export const CONFIRMATION = 'Gakeo~87mi';

/** A general user of a test, logged in. */
export interface Actor {
  readonly id: string;
  readonly loginId: string;
  readonly client: GatewayClient;
}

/** Users who change their passwords, and the master who resets them. */
export interface ChangesStage extends AdministrationStage {
  /** A general user whom the master has just created, at his first login. */
  newcomer(overrides?: object): Promise<Actor>;
  /** A general user who has passwords of his own choice, {@link LOGIN} and {@link CONFIRMATION}. */
  settled(): Promise<Actor>;
}

/** Starts a gateway; close the stage in the end. */
export async function openChanges(overrides: NodeJS.ProcessEnv = {}): Promise<ChangesStage> {
  const stage = await openStage({ GENERAL_USER_LIMIT: '1000', ...overrides });
  let created = 0;
  const newcomer = async (given: object = {}): Promise<Actor> => {
    const loginId = `person${String(++created).padStart(3, '0')}`;
    const id = await stage.createdId(loginId, given);
    const client = stage.gateway.client();
    await client.login(loginId, TEMPORARY);
    return { id, loginId, client };
  };
  return {
    ...stage,
    newcomer,
    settled: async () => {
      const actor = await newcomer();
      await changed(changeLogin(actor.client, TEMPORARY, LOGIN), actor.client);
      await changed(changeConfirmation(actor.client, undefined, CONFIRMATION), actor.client);
      return actor;
    },
  };
}

export function changeLogin(client: GatewayClient, current: string, fresh: string): Promise<UnionResult> {
  return client.run('change-login-password', {
    input: { currentLoginPassword: current, newLoginPassword: fresh },
  });
}

export function changeConfirmation(
  client: GatewayClient,
  current: string | undefined,
  fresh: string,
): Promise<UnionResult> {
  return client.run('change-confirmation-password', {
    input: { currentConfirmationPassword: current, newConfirmationPassword: fresh },
  });
}

/** Awaits a change that must succeed and goes on in its new session. */
export async function changed(change: Promise<UnionResult>, client: GatewayClient): Promise<UnionResult> {
  const result = await change;
  if (typeof result['sessionToken'] !== 'string') throw new Error(JSON.stringify(result));
  client.useBearer(result['sessionToken']);
  return result;
}

/** How a fresh client's login ends. */
export async function loginOf(stage: ChangesStage, loginId: string, password: string): Promise<string> {
  return (await stage.gateway.client().login(loginId, password)).__typename;
}

/** The codes of an `InvalidInput`, as `field code`. */
export function codesOf(result: UnionResult): readonly string[] {
  const violations = (result['violations'] ?? []) as readonly { field: string; code: string }[];
  return violations.map(({ field, code }) => `${field} ${code}`);
}

/** The code of the one error that a request ends with; null if it ends without. */
export async function errorOf(
  client: GatewayClient,
  operation: string,
  variables?: object,
): Promise<string | null> {
  const { errors } = await client.runRaw(operation, variables);
  return errors[0]?.extensions.code ?? null;
}
