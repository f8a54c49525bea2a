import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { registerPlayground } from '../../../../src/gateway/playground/register-playground';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder';

const assets = { script: 'playground-1.js', style: 'playground-2.css', icon: 'playground-3.png' };

describe('/playground', () => {
  let folder: TemporaryFolder;
  let app: FastifyInstance;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeFile(join(folder.path, 'manifest.json'), JSON.stringify(assets));
    await writeFile(join(folder.path, 'LICENSE'), 'MIT');
    for (const file of Object.values(assets)) await writeFile(join(folder.path, file), 'plain');
    await writeFile(join(folder.path, `${assets.script}.gz`), 'zipped');
    app = Fastify();
    await registerPlayground(app, { endpoint: '/graphql', assetsDir: folder.path, tabs: [] });
    app.get('/elsewhere', (_request, reply) => reply.send('elsewhere'));
  });

  afterAll(async () => {
    await app.close();
    await folder.remove();
  });

  it.each([
    '/playground',
    '/playground/start.js',
    `/playground/assets/${assets.script}`,
    '/playground/assets/nothing',
  ])('%s is never framed, sniffed or given inline or foreign script', async (url) => {
    const { headers } = await app.inject({ url });
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('puts its headers on nothing else', async () => {
    expect((await app.inject({ url: '/elsewhere' })).headers).not.toHaveProperty('content-security-policy');
  });

  it('names only files below itself, and no inline script or style', async () => {
    const { body } = await app.inject({ url: '/playground' });
    const urls = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url);
    expect(urls).toHaveLength(4);
    for (const url of urls) expect(url).toMatch(/^\/playground\//);
    expect(body).not.toMatch(/<style|<script>|style=|\son\w+=/);
  });

  it('lets a browser keep the static files for good, but not the page, and never the variables', async () => {
    const cacheControl = async (url: string) => (await app.inject({ url })).headers['cache-control'];
    expect(await cacheControl(`/playground/assets/${assets.script}`)).toBe(
      'public, max-age=31536000, immutable',
    );
    expect(await cacheControl('/playground')).toBe('no-cache');
    expect(await cacheControl('/playground/start.js')).toBe('no-store');
  });

  it('sends the compressed script to whoever takes it', async () => {
    const url = `/playground/assets/${assets.script}`;
    const zipped = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.headers.vary).toMatch(/accept-encoding/i);
    expect(zipped.body).toBe('zipped');
    expect((await app.inject({ url })).body).toBe('plain');
  });

  it.each(['manifest.json', 'LICENSE', '../package.json', '%2e%2e/package.json'])(
    'does not serve %s',
    async (file) => {
      expect((await app.inject({ url: `/playground/assets/${file}` })).statusCode).not.toBe(200);
    },
  );

  it('says what to do when the static build is not there', async () => {
    const registering = registerPlayground(Fastify(), {
      endpoint: '/graphql',
      assetsDir: '/nowhere',
      tabs: [],
    });
    await expect(registering).rejects.toThrow('run "node scripts/extract-playground.mjs"');
  });

  it('refuses a manifest whose file names would need escaping', async () => {
    const hostile = join(folder.path, 'hostile');
    await mkdir(hostile);
    await writeFile(join(hostile, 'manifest.json'), JSON.stringify({ ...assets, icon: '"><script>.png' }));
    const registering = registerPlayground(Fastify(), { endpoint: '/graphql', assetsDir: hostile, tabs: [] });
    await expect(registering).rejects.toThrow('No Playground');
  });
});
