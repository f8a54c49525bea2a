/** What the processor time of a request is divided into. */
export const PARTS = [
  'gatewayMain',
  'gatewayHashing',
  'gatewayOther',
  'postgres',
  'redis',
  'generator',
] as const;

export type Part = (typeof PARTS)[number];

export type ServingPart = Exclude<Part, 'generator'>;

/** Whoever serves a request; a load generator is none of the service. */
export const SERVING_PARTS = PARTS.filter((part): part is ServingPart => part !== 'generator');

/** A figure of each part. */
export type PerPart = Readonly<Record<Part, number>>;

/** The parts by the names that readers know. */
export const PART_NAMES: Readonly<Record<Part, string>> = {
  gatewayMain: 'gateway, main thread',
  gatewayHashing: 'gateway, hashing threads',
  gatewayOther: 'gateway, other threads',
  postgres: 'PostgreSQL',
  redis: 'Redis',
  generator: 'load generator',
};

/** The same where there is little room. */
export const SHORT_PART_NAMES: Readonly<Record<Part, string>> = {
  gatewayMain: 'main thread',
  gatewayHashing: 'hashing',
  gatewayOther: 'other threads',
  postgres: 'PostgreSQL',
  redis: 'Redis',
  generator: '(generator)',
};

/** Makes something of each part. */
export function perPart<Made>(madeOf: (part: Part) => Made): Readonly<Record<Part, Made>> {
  return {
    gatewayMain: madeOf('gatewayMain'),
    gatewayHashing: madeOf('gatewayHashing'),
    gatewayOther: madeOf('gatewayOther'),
    postgres: madeOf('postgres'),
    redis: madeOf('redis'),
    generator: madeOf('generator'),
  };
}

/** Over all parts. */
export function totalOf(figures: PerPart): number {
  return PARTS.reduce((sum, part) => sum + figures[part], 0);
}
