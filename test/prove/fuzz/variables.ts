import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';
import type { Random } from '../random';
import { oddText } from './odd-text';
import type { Live } from './live';
import type { PlantedSecrets } from './planted';

/** What generated values are made of. */
export interface Ingredients {
  readonly random: Random;
  readonly live: Live;
  readonly planted: PlantedSecrets;
}

/** Fields that hold what nobody may read; also the login ID, which a stranger may mistype his password into. */
const SECRET_FIELD = /password|pin$|answer$|token$|^loginId$/i;

/** JSON has no word for these, or JavaScript reads another number: written into the text in the place of a marker. */
const RAW_NUMBERS = [
  '1e400',
  '-1e400',
  '-0',
  '9007199254740993',
  '0.1e-400',
  '123456789012345678901234567890',
];

const marked = (raw: string): string => `@raw:${raw}@`;

/** Mostly a value of this type, and now and then one that is not. */
export function valueOf(name: string, type: GraphQLInputType, given: Ingredients): unknown {
  const { random } = given;
  if (random.happens(0.02)) return brokenValue(given);
  if (isNonNullType(type)) return valueOf(name, type.ofType, given);
  if (isListType(type)) {
    const { ofType } = type as { readonly ofType: GraphQLInputType };
    return random.many(random.below(5), () => valueOf(name, ofType, given));
  }
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    const entries = Object.values(named.getFields()).filter(
      (field) => isNonNullType(field.type) || random.happens(0.5),
    );
    return Object.fromEntries(entries.map((field) => [field.name, valueOf(field.name, field.type, given)]));
  }
  if (isEnumType(named)) return random.one(named.getValues()).name;
  const live = given.live.values[name];
  if (live !== undefined && live.length > 0 && random.happens(0.75)) return random.one(live);
  switch (named.name) {
    case 'Int':
      return random.one([0, 1, 5, 100, -1, 2 ** 31 - 1, -(2 ** 31)]);
    case 'SafeInt':
      return random.one([0, 1, 1_000_000, Number.MAX_SAFE_INTEGER, -1]);
    case 'Boolean':
      return random.happens(0.5);
    case 'DateTimeISO':
      return random.one([
        '2026-01-01T00:00:00Z',
        '0001-01-01T00:00:00Z',
        '9999-12-31T23:59:59Z',
        oddText(random),
      ]);
    default:
      return textFor(name, given);
  }
}

/** The text of variables: JSON, but for what only text can hold. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value).replaceAll(/"@raw:([^"@]+)@"/g, '$1');
}

function textFor(name: string, { random, planted }: Ingredients): string {
  if (SECRET_FIELD.test(name) && random.happens(0.8)) {
    return random.happens(0.8) ? planted.next(random) : planted.next(random) + oddText(random);
  }
  return oddText(random);
}

/** Wrong types around a secret, prototypes, deep and wide things, numbers that are none. */
function brokenValue(given: Ingredients): unknown {
  const { random, planted } = given;
  const secret = planted.next(random);
  switch (random.below(10)) {
    case 0:
      return null;
    case 1:
      return [secret];
    case 2:
      return { secret };
    case 3:
      return JSON.parse(`{"__proto__":{"polluted":"${secret}"},"constructor":{"prototype":1}}`) as unknown;
    case 4:
      return random.one([1, -1, 1.5, true, 2 ** 53]);
    case 5:
      return marked(random.one(RAW_NUMBERS));
    case 6:
      return nested(random.below(400), secret);
    case 7:
      return random.many(random.below(2_000), () => 0);
    case 8:
      return 'x'.repeat(random.below(30_000));
    default:
      return oddText(random);
  }
}

function nested(levels: number, within: unknown): unknown {
  let value = within;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
