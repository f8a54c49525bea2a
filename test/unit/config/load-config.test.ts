import { loadConfig } from '../../../src/config/load-config';
import { developmentEnvironment, newKey, productionEnvironment } from './environments';
import { faultyNames, refusalOf } from './faults-of';

describe('configuration', () => {
  it('has the defaults of the rules', () => {
    const config = loadConfig(developmentEnvironment());

    expect(config.attempts.ledger.policies.LOGIN_PASSWORD).toEqual({
      failuresPerLockout: 5,
      lockoutsPerSuspension: 3,
      lockoutMs: 3_600_000,
    });
    expect(config.attempts.ledger.retentionMs).toBe(30 * 24 * 3_600_000);
    expect(config.sessions).toEqual({
      idleSeconds: 900,
      absoluteSeconds: 43_200,
      single: true,
      cookieSecure: true,
    });
    expect(config.secretsPolicy).toMatchObject({ minLength: 6, maxLength: 12, requireLetterAndDigit: true });
    expect(config.users.generalUserLimit).toBe(19);
    expect(config.server).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      trustedProxies: false,
      publicOrigins: [],
    });
    expect(config.database.url).toBeNull();
    expect(config.redis).toEqual({ url: null, ca: null, prefix: 'sk:' });
    expect(config.playground).toEqual({ enabled: true, introspection: true });
  });

  it('gives balancers time to notice where there are any, in production', () => {
    expect(loadConfig(developmentEnvironment()).server.shutdownNoticeMs).toBe(0);
    expect(loadConfig(productionEnvironment()).server.shutdownNoticeMs).toBe(5_000);
    const env = { ...productionEnvironment(), SHUTDOWN_NOTICE_MS: '0' };
    expect(loadConfig(env).server.shutdownNoticeMs).toBe(0);
  });

  it('lets one kind of credential differ from the others', () => {
    const { policies } = loadConfig({
      ...developmentEnvironment(),
      FAILURES_PER_LOCKOUT: '4',
      INQUIRY_PIN_FAILURES_PER_LOCKOUT: '3',
      INQUIRY_PIN_LOCKOUT_SECONDS: '60',
    }).attempts.ledger;

    expect(policies.INQUIRY_PIN).toEqual({
      failuresPerLockout: 3,
      lockoutsPerSuspension: 3,
      lockoutMs: 60_000,
    });
    expect(policies.TRANSFER_PIN).toEqual({
      failuresPerLockout: 4,
      lockoutsPerSuspension: 3,
      lockoutMs: 3_600_000,
    });
  });

  it('remembers a settled attempt for longer than anybody settles it again, whatever its lease', () => {
    const environment = developmentEnvironment();
    for (const lease of ['15000', '300000']) {
      const { leaseMs, settledMs } = loadConfig({ ...environment, ATTEMPT_LEASE_MS: lease }).attempts.ledger;
      expect({ leaseMs, settledMs }).toEqual({ leaseMs: Number(lease), settledMs: Number(lease) + 10_000 });
    }
  });

  it('is frozen all the way down', () => {
    const config = loadConfig({
      ...developmentEnvironment(),
      PUBLIC_ORIGIN: 'https://a.example,https://b.example',
    });

    expect(() =>
      Object.assign(config.attempts.ledger.policies.LOGIN_PASSWORD, { failuresPerLockout: 1000 }),
    ).toThrow(TypeError);
    expect(() => (config.server.publicOrigins as string[]).push('https://evil.example')).toThrow(TypeError);
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ ...developmentEnvironment(), PORT: '', DATABASE_URL: '' }).server.port).toBe(4000);
  });

  it('reports every fault at once, by name', () => {
    const names = faultyNames({
      ...developmentEnvironment(),
      PORT: '70000',
      LOG_LEVEL: 'chatty',
      ATTEMPT_KEY_SECRET: 'c2hvcnQ=',
      ATTEMPT_LEASE_MS: '6000',
      SESSION_SINGEL: 'off',
    });

    expect(names.sort()).toEqual([
      'ATTEMPT_KEY_SECRET',
      'ATTEMPT_LEASE_MS',
      'LOG_LEVEL',
      'PORT',
      'SESSION_SINGEL',
    ]);
  });

  it('says what is wanted', () => {
    expect(refusalOf({ ...developmentEnvironment(), PORT: 'http' })?.message).toBe(
      'The configuration has faults:\n  PORT: wanted a whole number from 0 to 65535',
    );
  });

  it('leaves the environment as it was', () => {
    const env = { ...developmentEnvironment(), PORT: '0' };
    const before = { ...env };
    loadConfig(env);
    expect(env).toEqual(before);
  });

  it.each([
    ['PORT', ['0', '65535'], ['-1', '1.5', '4000a', '0x10', '1e3', ' ']],
    [
      'TRUST_PROXY',
      ['none', '1', '10.0.0.0/8', '::1, fd00::/8'],
      ['0', 'all', '10.0.0.0/33', '10.0.0/8', '::/129', '1.2.3.4/'],
    ],
    [
      'PUBLIC_ORIGIN',
      ['https://bank.example', 'http://localhost:3000'],
      ['*', 'null', 'https://bank.example/', 'bank.example'],
    ],
    [
      'REDIS_URL',
      [
        'redis://127.0.0.1:6379/1',
        'redis+sentinel://:pw@a:26379,b:26379/main',
        'redis+cluster://a:7000,b:7000',
      ],
      ['http://a', 'redis://a,b', 'redis+sentinel://a:26379', 'localhost:6379'],
    ],
    ['DATABASE_URL', ['postgresql://u:p@h/d'], ['mysql://h/d', 'h:5432', 'postgres://h:notaport/d']],
    [
      'MAIL_URL',
      ['smtp://mail.example', 'smtps://u:p%40q@mail.example:465', 'smtp://[::1]:25'],
      ['http://a', 'smtp://', 'smtp://u@h', 'smtp://h/path', 'smtp://h?tls=off', 'smtp://u:%zz@h', 'h:25'],
    ],
    [
      'MAIL_FROM',
      ['notices@bank.example'],
      ['Bank <notices@bank.example>', 'a@b.example,c@d.example', 'bank'],
    ],
    ['MAIL_SUBJECT_PREFIX', ['【関所】'], ['a\nBcc: b@c.example', 'x'.repeat(61)]],
    ['COOKIE_SECURE', ['on', 'false', '0'], ['maybe', '2']],
    ['REDIS_PREFIX', ['bank1:'], ['{tag}', 'a b']],
    [
      'PEPPERS',
      [`1:${newKey()}`],
      ['1:', newKey(), `1:${Buffer.alloc(32, 7).toString('base64')}`, '1:c2hvcnQ='],
    ],
  ])('%s', (name, legal, illegal) => {
    for (const text of legal)
      expect([text, faultyNames({ ...developmentEnvironment(), [name]: text })]).toEqual([text, []]);
    for (const text of illegal) {
      expect([text, faultyNames({ ...developmentEnvironment(), [name]: text })]).toEqual([text, [name]]);
    }
  });

  it('keeps peppers by version, the first one current', () => {
    const { peppers } = loadConfig({
      ...developmentEnvironment(),
      PEPPERS: `2:${newKey()},1:${newKey()}`,
    }).hashing;
    expect([peppers.current, [...peppers.byVersion.keys()]]).toEqual([2, [2, 1]]);
  });
});

describe('settings that must agree', () => {
  it.each([
    [
      'a guess budget of 101',
      { FAILURES_PER_LOCKOUT: '101', LOCKOUTS_PER_SUSPENSION: '1' },
      ['FAILURES_PER_LOCKOUT'],
    ],
    ['a guess budget of 105', { FAILURES_PER_LOCKOUT: '35' }, ['FAILURES_PER_LOCKOUT']],
    [
      'the guess budget of one kind',
      { INQUIRY_PIN_LOCKOUTS_PER_SUSPENSION: '21' },
      ['INQUIRY_PIN_FAILURES_PER_LOCKOUT'],
    ],
    ...['FAILURES_PER_LOCKOUT', 'LOCKOUTS_PER_SUSPENSION', 'LOCKOUT_SECONDS'].flatMap((limit) =>
      ['TRANSFER_PIN', 'CONFIRMATION_PIN', 'APPROVAL_PIN'].map((kind): [string, object, string[]] => [
        `a ${limit} of ${kind} alone, which would tell the PINs of a transfer apart`,
        { [`${kind}_${limit}`]: '2' },
        ['TRANSFER_PIN_FAILURES_PER_LOCKOUT'],
      ]),
    ),
    ['a lease no longer than hashing and database', { ATTEMPT_LEASE_MS: '8000' }, ['ATTEMPT_LEASE_MS']],
    [
      'an absolute end before the idle one',
      { SESSION_ABSOLUTE_SECONDS: '600' },
      ['SESSION_ABSOLUTE_SECONDS'],
    ],
    ['a maximum below the minimum', { SECRET_MIN_LENGTH: '13' }, ['SECRET_MAX_LENGTH']],
    [
      'too little memory for the lanes',
      { ARGON2_MEMORY_KIB: '15', ARGON2_PARALLELISM: '2' },
      ['ARGON2_MEMORY_KIB'],
    ],
    [
      'counters forgotten before their lock ends',
      { ATTEMPT_RETENTION_DAYS: '1', LOCKOUT_SECONDS: '86400' },
      ['ATTEMPT_RETENTION_DAYS'],
    ],
    [
      'receipt keys that sign before every verifier has read them',
      { RECEIPT_KEY_LEAD_SECONDS: '304' },
      ['RECEIPT_KEY_LEAD_SECONDS'],
    ],
    [
      'receipt keys that end before the next one is due',
      { RECEIPT_KEY_DAYS: '1', RECEIPT_KEY_LEAD_SECONDS: '43200' },
      ['RECEIPT_KEY_DAYS'],
    ],
  ])('refuses %s', (_, env, names) => {
    expect(faultyNames({ ...developmentEnvironment(), ...env })).toEqual(names);
  });

  it.each([
    ['a guess budget of exactly 100', { FAILURES_PER_LOCKOUT: '20', LOCKOUTS_PER_SUSPENSION: '5' }],
    ['a lease just longer than hashing and database', { ATTEMPT_LEASE_MS: '8001' }],
    ['receipt keys that sign when the last verifier has read them', { RECEIPT_KEY_LEAD_SECONDS: '305' }],
  ])('accepts %s', (_, env) => {
    expect(faultyNames({ ...developmentEnvironment(), ...env })).toEqual([]);
  });
});

describe('production', () => {
  it('starts with what it requires, everything closed', () => {
    expect(loadConfig(productionEnvironment()).playground).toEqual({ enabled: false, introspection: false });
  });

  it.each([
    'ATTEMPT_KEY_SECRET',
    'PEPPERS',
    'RECEIPT_KEY_SECRET',
    'DATABASE_URL',
    'REDIS_URL',
    'MAIL_URL',
    'MAIL_FROM',
  ])('refuses to start without %s', (name) => {
    expect(faultyNames({ ...productionEnvironment(), [name]: undefined })).toEqual([name]);
  });

  it.each([
    ['an insecure cookie', { COOKIE_SECURE: 'false' }, 'COOKIE_SECURE'],
    ['the Playground on by accident', { PLAYGROUND: 'on' }, 'PLAYGROUND'],
    ['introspection on by accident', { INTROSPECTION: 'on' }, 'INTROSPECTION'],
    [
      'the second key alone turned to no',
      { PLAYGROUND: 'on', ALLOW_PLAYGROUND_IN_PRODUCTION: 'no' },
      'PLAYGROUND',
    ],
    ['hashing weaker than OWASP asks for', { ARGON2_MEMORY_KIB: '19455' }, 'ARGON2_MEMORY_KIB'],
  ])('refuses %s', (_, env, name) => {
    expect(faultyNames({ ...productionEnvironment(), ...env })).toEqual([name]);
  });

  it('opens the Playground with both keys', () => {
    const env = { ...productionEnvironment(), PLAYGROUND: 'on', ALLOW_PLAYGROUND_IN_PRODUCTION: 'yes' };
    expect(loadConfig(env).playground).toEqual({ enabled: true, introspection: false });
  });

  it('does not open the Playground by the second key alone', () => {
    const env = { ...productionEnvironment(), ALLOW_PLAYGROUND_IN_PRODUCTION: 'yes' };
    expect(loadConfig(env).playground.enabled).toBe(false);
  });

  it('allows less memory for more passes, as OWASP does', () => {
    expect(faultyNames({ ...productionEnvironment(), ARGON2_MEMORY_KIB: '12288', ARGON2_TIME: '3' })).toEqual(
      [],
    );
  });
});
