import { parseArgs } from 'node:util';
import { LANGUAGES, type Language } from '../../users/user';

/** What the operator asks for on the command line. Secrets are no part of it: arguments show in the list of processes. */
export type StaffOrder =
  | { readonly kind: 'LIST' }
  | { readonly kind: 'ADD'; readonly name: string; readonly email: string; readonly language: Language }
  | { readonly kind: 'REMOVE'; readonly staffId: string; readonly force: boolean };

/** The command line is none that can be carried out; the message says what is. It repeats nothing of it. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

const USAGE = `Usage:
  npm run staff -- list
  npm run staff -- add --name NAME --email ADDRESS [--language ja|en]
  npm run staff -- remove --id ID [--force]

add asks for a login ID and a temporary login password, or takes them from standard input, a line each.`;

const OPTIONS = {
  list: [],
  add: ['name', 'email', 'language'],
  remove: ['id', 'force'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

interface Options {
  readonly name?: string;
  readonly email?: string;
  readonly language?: string;
  readonly id?: string;
  readonly force?: boolean;
}

/**
 * Reads the arguments of `npm run staff`.
 * @throws WrongUsage
 */
export function staffOrder(args: readonly string[]): StaffOrder {
  const { command, options } = parsed(args);
  const strangers = Object.keys(options).filter((name) => !allowed(command, name));
  if (strangers.length > 0) throw wrong(`${command} takes no --${strangers.join(', --')}.`);
  switch (command) {
    case 'list':
      return { kind: 'LIST' };
    case 'add':
      return addition(options);
    case 'remove':
      if (options.id === undefined) throw wrong('remove needs --id, which list shows.');
      return { kind: 'REMOVE', staffId: options.id, force: options.force ?? false };
    default:
      return command satisfies never;
  }
}

function parsed(args: readonly string[]): {
  readonly command: keyof typeof OPTIONS;
  readonly options: Options;
} {
  const { values, positionals } = readArgs(args);
  const [command, ...rest] = positionals;
  if (command === undefined || !isCommand(command) || rest.length > 0) {
    throw wrong('Say one of list, add and remove, and nothing but options after it.');
  }
  return { command, options: values };
}

function readArgs(args: readonly string[]): {
  readonly values: Options;
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        email: { type: 'string' },
        language: { type: 'string' },
        id: { type: 'string' },
        force: { type: 'boolean' },
      },
    });
  } catch {
    // The fault quotes the argument, which may be a secret that somebody put there.
    throw wrong('An option is unknown, or lacks its value.');
  }
}

function addition({ name, email, language = 'ja' }: Options): StaffOrder {
  if (name === undefined || email === undefined) throw wrong('add needs --name and --email.');
  const known = LANGUAGES.find((one) => one === language);
  if (known === undefined) throw wrong(`--language is one of ${LANGUAGES.join(', ')}.`);
  return { kind: 'ADD', name, email, language: known };
}

function isCommand(word: string): word is keyof typeof OPTIONS {
  return Object.hasOwn(OPTIONS, word);
}

function allowed(command: keyof typeof OPTIONS, option: string): boolean {
  return (OPTIONS[command] as readonly string[]).includes(option);
}

function wrong(problem: string): WrongUsage {
  return new WrongUsage(`${problem}\n\n${USAGE}`);
}
