import { randomUUID } from 'node:crypto';
import type { TestGateway } from '../../support/gateway';

/** Adds another organization with one general user, and gives the user's identifier. */
export async function foreignUser(gateway: TestGateway): Promise<string> {
  const [organizationId, userId] = [randomUUID(), randomUUID()];
  await gateway.query(
    `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
     VALUES ($1, '新居関物産', '002', 'ORDINARY', '1234567', now())`,
    [organizationId],
  );
  await gateway.query(
    `INSERT INTO users (id, organization_id, role, login_id, name, email, language, created_at)
     VALUES ($1, $2, 'GENERAL', 'araiseki1', '新居 渡', 'arai@example.com', 'ja', now())`,
    [userId, organizationId],
  );
  await gateway.query(
    `INSERT INTO credentials (id, user_id, organization_id, kind, secret_hash, pepper_version, must_change, changed_at, attempt_key)
     SELECT $1, $2, $3, kind, secret_hash, pepper_version, false, now(), 'of-araiseki1'
       FROM credentials WHERE kind = 'LOGIN_PASSWORD' LIMIT 1`,
    [randomUUID(), userId, organizationId],
  );
  return userId;
}
