// jest loads no ES modules on Node 20. The first three of these packages ship nothing else, the fourth imports one; they
// are compiled to CommonJS, `import()` included.
const ES_MODULES = '(content-disposition|cookie|jose|@fastify/cookie)';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': '@swc/jest',
    [`/node_modules/${ES_MODULES}/.+\\.js$`]: [
      '@swc/jest',
      { swcrc: false, jsc: { target: 'es2022' }, module: { type: 'commonjs', ignoreDynamic: false } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!${ES_MODULES}/)`],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testTimeout: 60_000,
  // Each file loads the whole gateway anew into its worker, which keeps some of it; a worker that has grown is replaced.
  workerIdleMemoryLimit: '1GB',
};
