import { randomUUID } from 'node:crypto';
import { DEMO_USERS, type DemoUser } from '../../src/demo/demo-accounts';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient, UnionResult } from '../support/gateway-client';

/** A gateway with the demo master logged in. */
export interface AdministrationStage {
  readonly gateway: TestGateway;
  readonly master: GatewayClient;
  readonly masterId: string;
  readonly confirmationPassword: string;
  /** Creates a general user; the login ID and what `overrides` gives apart, as any other. */
  create(loginId: string, overrides?: object): Promise<UnionResult>;
  /** Creates a general user and gives the identifier. */
  createdId(loginId: string, overrides?: object): Promise<string>;
  /** A history event's type and reason, the newest last, of those about this user. */
  history(subjectUserId: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A user of the demo, by role; the first of its kind. */
export function demoUser(role: DemoUser['role']): DemoUser {
  const found = DEMO_USERS.find((user) => user.role === role);
  if (found === undefined) throw new Error(`The demo has no ${role}.`);
  return found;
}

/** Starts a gateway and logs the demo master in, nothing required of the demo's users. Close it in the end. */
export async function openStage(overrides: NodeJS.ProcessEnv = {}): Promise<AdministrationStage> {
  const gateway = await startGateway(overrides);
  await registerAnswers(gateway);
  const { loginId: masterLoginId, loginPassword, confirmationPassword } = demoUser('MASTER');
  const master = gateway.client();
  await master.login(masterLoginId, loginPassword);
  const create = (loginId: string, given: object = {}): Promise<UnionResult> =>
    master.run('create-user', {
      input: {
        loginId,
        temporaryLoginPassword: 'Kojiri-20u',
        name: '湖尻 歩',
        email: 'kojiri@example.com',
        confirmationPassword,
        ...given,
      },
    });
  return {
    gateway,
    master,
    masterId: await idOf(gateway, masterLoginId),
    confirmationPassword,
    create,
    createdId: async (loginId, given) => {
      const result = await create(loginId, given);
      if (result.__typename !== 'UserCreated') throw new Error(JSON.stringify(result));
      return (result['user'] as { id: string }).id;
    },
    history: (subjectUserId) => historyOf(gateway, subjectUserId),
    close: () => gateway.close(),
  };
}

/** The identifier behind a login ID. */
export async function idOf(gateway: TestGateway, loginId: string): Promise<string> {
  const [row] = await gateway.query<{ id: string }>(`SELECT id FROM users WHERE login_id = $1`, [loginId]);
  if (row === undefined) throw new Error(`There is no ${loginId}.`);
  return row.id;
}

/** Another customer of the bank with one general user; its user's identifier. */
export async function otherOrganizationsUser(gateway: TestGateway, loginId: string): Promise<string> {
  const organizationId = randomUUID();
  const userId = randomUUID();
  await gateway.query(
    `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
     VALUES ($1, '別団体株式会社', '009', 'CURRENT', '0000009', '2026-01-01T00:00:00Z')`,
    [organizationId],
  );
  await gateway.query(
    `INSERT INTO users (id, organization_id, role, login_id, name, email, language, created_at)
     VALUES ($1, $2, 'GENERAL', $3, '別団 太郎', 'taro@example.org', 'ja', '2026-01-01T00:00:00Z')`,
    [userId, organizationId, loginId],
  );
  return userId;
}

/** Gives every user that has none some answers, so that nothing is required of him. Nobody knows them. */
async function registerAnswers(gateway: TestGateway): Promise<void> {
  await gateway.query(
    `INSERT INTO security_answers (user_id, question_id, answer_hash, pepper_version)
     SELECT u.id, q.id, '$argon2id$v=19$unknown', 1 FROM users u, security_questions q
      WHERE q.id <= 3 AND NOT EXISTS (SELECT FROM security_answers a WHERE a.user_id = u.id)`,
  );
}

async function historyOf(gateway: TestGateway, subjectUserId: string): Promise<readonly string[]> {
  const rows = await gateway.query<{ type: string; reason: string | null }>(
    `SELECT type, reason FROM history_events WHERE subject_user_id = $1 ORDER BY id`,
    [subjectUserId],
  );
  return rows.map(({ type, reason }) => (reason === null ? type : `${type} ${reason}`));
}
