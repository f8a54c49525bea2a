import { stageOf, type ScheduledKey } from './receipt-key';

const COLUMNS = ['key', 'stage', 'announced', 'signs from', 'signs until', 'verifies until'];

/** The keys as a table for an operator, oldest first; times in UTC. */
export function renderKeys(keys: readonly ScheduledKey[], now: Date): string {
  const rows = keys.map((key) => [
    key.kid,
    stageText(key, now),
    ...[key.announcedAt, key.signsFrom, key.signsUntil, key.verifiesUntil].map(timeText),
  ]);
  const table = [COLUMNS, ...rows];
  const widths = COLUMNS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
}

function stageText(key: ScheduledKey, now: Date): string {
  return key.revokedAt === null ? stageOf(key, now) : `REVOKED ${timeText(key.revokedAt)}`;
}

function timeText(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
