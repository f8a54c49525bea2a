import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PRELUDE = ['clock', 'tickets', 'state', 'rules'] as const;

/** The scripts of the ledger, by file name in `lua/`. */
export const LEDGER_SCRIPT_NAMES = [
  'acquire',
  'settle',
  'restore',
  'confirm-mirrored',
  'clear',
  'now',
] as const;

export type LedgerScriptName = (typeof LEDGER_SCRIPT_NAMES)[number];

/** Complete Lua sources, prelude included. */
export type LedgerScripts = Readonly<Record<LedgerScriptName, string>>;

/** Reads one file of `lua/`, by name without extension. */
export type ReadLua = (name: LedgerScriptName | (typeof PRELUDE)[number]) => string;

/** Reads a file of the ledger's own `lua/` folder. */
export const readLedgerLua: ReadLua = (name) => readFileSync(join(__dirname, 'lua', `${name}.lua`), 'utf8');

/** Puts the prelude before each script: clock, tickets, state, rules, then the script itself. */
export function assembleLedgerScripts(read: ReadLua): LedgerScripts {
  const prelude = PRELUDE.map(read).join('\n');
  const assemble = (name: LedgerScriptName): string => `${prelude}\n${read(name)}`;
  return {
    acquire: assemble('acquire'),
    settle: assemble('settle'),
    restore: assemble('restore'),
    'confirm-mirrored': assemble('confirm-mirrored'),
    clear: assemble('clear'),
    now: assemble('now'),
  };
}
