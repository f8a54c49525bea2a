import type { BarResult } from '../bars/bar';
import { cellsOf, HEADINGS } from './figure';

/** The results as one table, and under it what must be known to read it. */
export function renderTable(results: readonly BarResult[]): string {
  const rows: readonly (readonly string[])[] = [HEADINGS, ...results.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [headings = [], ...body] = rows;
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const notes = results.flatMap(({ id, notes: lines }) => lines.map((note) => `${id}: ${note}`));
  const unique = [...new Set(notes)];
  return [line(headings), rule, ...body.map(line), ...(unique.length === 0 ? [] : ['', ...unique]), ''].join(
    '\n',
  );
}
