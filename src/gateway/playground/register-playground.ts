import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { readPlaygroundAssets } from './playground-assets';
import { PLAYGROUND_ASSETS_PATH, PLAYGROUND_PATH, playgroundPage } from './playground-page';
import { SECURITY_HEADERS } from './security-headers';
import { startScript, type PlaygroundStart } from './start-script';

/** What the Playground is served from and starts with. */
export interface PlaygroundOptions extends PlaygroundStart {
  /** The folder that scripts/extract-playground.mjs filled, absolute. */
  readonly assetsDir: string;
}

/**
 * Serves the GraphQL Playground at `/playground`, self-hosted: a browser that opens it asks no other host for anything.
 * Rejects when `assetsDir` holds no Playground.
 */
export async function registerPlayground(app: FastifyInstance, options: PlaygroundOptions): Promise<void> {
  const assets = await readPlaygroundAssets(options.assetsDir);
  const served = new Set(Object.values(assets).map((file) => `/${file}`));
  const page = playgroundPage(assets);
  const start = startScript(options);

  await app.register(async (playground) => {
    playground.addHook('onSend', async (_request, reply) => {
      reply.headers(SECURITY_HEADERS);
    });
    playground.get(PLAYGROUND_PATH, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
    );
    // Not stored: it carries the variables of the tabs.
    playground.get(`${PLAYGROUND_PATH}/start.js`, async (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-store').send(start),
    );
    await playground.register(fastifyStatic, {
      root: options.assetsDir,
      prefix: PLAYGROUND_ASSETS_PATH,
      // Another part of the gateway may serve files too; the decorator can exist only once.
      decorateReply: false,
      index: false,
      // The manifest and the licence lie there too, under names that do not change with their content.
      allowedPath: (path) => served.has(path),
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
    });
  });
}
