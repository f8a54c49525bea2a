// Makes the secrets that docker-compose.yml mounts, once; it never replaces one that is there.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2] ?? fileURLToPath(new URL('../.data/secrets', import.meta.url));
const key = () => randomBytes(32).toString('base64');
const password = () => randomBytes(24).toString('base64url');

const postgresPassword = password();
const redisPassword = password();
const redisHash = createHash('sha256').update(redisPassword).digest('hex');

const secrets = {
  attempt_key_secret: key(),
  peppers: `1:${key()}`,
  receipt_key_secret: key(),
  postgres_password: postgresPassword,
  database_url: `postgres://sekisho:${postgresPassword}@postgres:5432/sekisho`,
  redis_password: redisPassword,
  redis_url: `redis://:${redisPassword}@redis:6379`,
  mail_url: 'smtp://mailpit:1025',
  grafana_password: password(),
  // FLUSHALL and the like are for nobody: one of them forgets every failure that is not yet a lock.
  redis_users: `user default on #${redisHash} ~* &* +@all -@dangerous +info`,
};

if (existsSync(folder)) {
  console.log(
    `${folder} is there already; remove it to make new secrets. Hashes and counters of the old ones are lost then.`,
  );
} else {
  // The folder keeps others out; the files are readable because each container reads them as a user of its own.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(secrets)) {
    writeFileSync(join(folder, name), `${text}\n`, { mode: 0o444 });
  }
  console.log(`made ${Object.keys(secrets).length} secrets in ${folder}`);
}
