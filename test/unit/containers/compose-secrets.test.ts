import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadConfig } from '../../../src/config/load-config';

let root: string;
let folder: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sekisho-compose-'));
  folder = join(root, 'secrets');
  makeSecrets();
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

function makeSecrets(): void {
  execFileSync(process.execPath, ['scripts/make-compose-secrets.mjs', folder], { timeout: 20_000 });
}

function contents(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8').trimEnd()]),
  );
}

describe('the secrets of the containers', () => {
  it('are those that docker-compose.yml mounts', () => {
    const { secrets } = parse(readFileSync('docker-compose.yml', 'utf8')) as {
      secrets: Record<string, unknown>;
    };
    expect(readdirSync(folder)).toEqual(Object.keys(secrets).sort());
  });

  it('start the gateway in production', () => {
    const { services } = parse(readFileSync('docker-compose.yml', 'utf8')) as {
      services: { gateway: { environment: { ALLOW_PLAINTEXT_IN_PRODUCTION: string } } };
    };
    const { ALLOW_PLAINTEXT_IN_PRODUCTION } = services.gateway.environment;
    const files = [
      'DATABASE_URL',
      'REDIS_URL',
      'ATTEMPT_KEY_SECRET',
      'PEPPERS',
      'RECEIPT_KEY_SECRET',
      'MAIL_URL',
    ].map((name) => [`${name}_FILE`, join(folder, name.toLowerCase())]);
    expect(
      loadConfig({
        NODE_ENV: 'production',
        MAIL_FROM: 'a@example.com',
        ALLOW_PLAINTEXT_IN_PRODUCTION,
        ...Object.fromEntries(files),
      }).environment,
    ).toBe('production');
  });

  it('fit together: one password each for PostgreSQL and Redis', () => {
    const made = contents();
    expect(new URL(made['database_url'] ?? '').password).toBe(made['postgres_password']);
    expect(new URL(made['redis_url'] ?? '').password).toBe(made['redis_password']);
    expect(made['redis_users']).toContain(
      `#${createHash('sha256')
        .update(made['redis_password'] ?? '')
        .digest('hex')} `,
    );
  });

  it('are behind a folder that only its owner enters', () => {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('are never replaced', () => {
    const before = contents();
    makeSecrets();
    expect(contents()).toEqual(before);
  });
});
