import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { SilentOutput } from './silent-output';

/** What nobody may see on a screen, in a list of processes or in a file of past commands. */
export interface StaffSecrets {
  readonly loginId: string;
  readonly temporaryLoginPassword: string;
}

/** Nothing can be done with what was entered. It holds nothing of it. */
export class UnusableEntry extends Error {
  override readonly name = 'UnusableEntry';
}

/**
 * Asks for the secrets on a terminal, each twice, since they are not shown; or reads them from whatever is piped in.
 * @throws UnusableEntry
 */
export async function readSecrets(
  input: Readable & { readonly isTTY?: boolean },
  screen: Writable,
): Promise<StaffSecrets> {
  return input.isTTY === true ? askedFor(input, screen) : fromLines(await text(input));
}

function fromLines(piped: string): StaffSecrets {
  const lines = piped.replace(/\r?\n$/, '').split(/\r?\n/);
  const [loginId, temporaryLoginPassword] = lines;
  if (lines.length !== 2 || loginId === undefined || temporaryLoginPassword === undefined) {
    throw new UnusableEntry('Standard input is to hold two lines: login ID and temporary login password.');
  }
  return { loginId, temporaryLoginPassword };
}

async function askedFor(input: Readable, screen: Writable): Promise<StaffSecrets> {
  // As a terminal it takes what is typed key by key, so that the system does not show it; nor does its own output.
  const reader = createInterface({ input, output: new SilentOutput(), terminal: true, historySize: 0 });
  reader.on('SIGINT', () => {
    reader.close();
  });
  const lines = reader[Symbol.asyncIterator]();
  const ask = async (prompt: string): Promise<string> => {
    screen.write(`${prompt}: `);
    const line = await lines.next();
    screen.write('\n');
    if (line.done === true) throw new UnusableEntry('Nothing was entered.');
    return line.value;
  };
  const askTwice = async (prompt: string): Promise<string> => {
    const entry = await ask(prompt);
    if ((await ask(`${prompt}, again`)) !== entry) throw new UnusableEntry('The two entries differ.');
    return entry;
  };
  try {
    return {
      loginId: await askTwice('Login ID'),
      temporaryLoginPassword: await askTwice('Temporary login password'),
    };
  } finally {
    reader.close();
  }
}
