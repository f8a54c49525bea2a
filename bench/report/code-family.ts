import { placeOf, type Frame } from './cpu-profile';

/** Where code lives, coarsely: so many colours a reader can tell apart. */
export const CODE_FAMILIES = [
  'Sekisho',
  'GraphQL and Apollo',
  'Fastify',
  'Redis',
  'Postgres',
  'pino',
  'other packages',
  'Node',
  'native',
  'garbage collector',
] as const;

export type CodeFamily = (typeof CODE_FAMILIES)[number];

/** Packages and what they bring along; whatever is not listed is an other package. */
const PACKAGES: readonly (readonly [CodeFamily, RegExp])[] = [
  [
    'GraphQL and Apollo',
    /^(@apollo\/.+|@as-integrations\/.+|@graphql-tools\/.+|graphql(-.+)?|type-graphql|dataloader)$/,
  ],
  [
    'Fastify',
    /^(fastify(-.+)?|@fastify\/.+|avvio|find-my-way|fast-json-stringify|light-my-request|secure-json-parse)$/,
  ],
  ['Redis', /^(ioredis|@ioredis\/.+|redis-.+|rate-limiter-flexible|standard-as-callback|cluster-key-slot)$/],
  ['Postgres', /^(pg|pg-.+|pgpass|postgres-.+|typeorm)$/],
  ['pino', /^(pino|pino-.+|@pinojs\/.+|sonic-boom|thread-stream)$/],
];

export function familyOf(frame: Frame): CodeFamily {
  if (frame.functionName === '(garbage collector)') return 'garbage collector';
  const place = placeOf(frame);
  if (place === 'native') return 'native';
  if (place === 'node') return 'Node';
  if (place.startsWith('src/')) return 'Sekisho';
  return PACKAGES.find(([, packages]) => packages.test(place))?.[0] ?? 'other packages';
}
