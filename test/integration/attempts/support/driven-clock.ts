import {
  type LedgerScripts,
  assembleLedgerScripts,
  readLedgerLua,
} from '../../../../src/attempts/ledger-scripts';

const DRIVEN_CLOCK = `
local function clock()
  return tonumber(redis.call('GET', KEYS[1] .. ':now'))
end`;

/** The ledger's own scripts but for the clock, which is read from a key beside the credential's. */
export function scriptsOnDrivenClock(): LedgerScripts {
  return assembleLedgerScripts((name) => (name === 'clock' ? DRIVEN_CLOCK : readLedgerLua(name)));
}

/** Where the driven clock of the credential stored at `name` is kept. */
export function clockKeyOf(name: string): string {
  return `${name}:now`;
}
