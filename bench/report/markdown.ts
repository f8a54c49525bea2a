/** A column: its heading, and on which side its cells stand. */
export interface Column {
  readonly heading: string;
  readonly side: 'LEFT' | 'RIGHT';
}

/** A table as Prettier would leave it, so that what is generated need not be formatted. */
export function markdownTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ heading }, index) =>
    Math.max(3, ...[heading, ...rows.map((row) => row[index] ?? '')].map((cell) => [...cell].length)),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const padded = (cell: string, index: number): string => {
    const width = widths[index] ?? 0;
    return columns[index]?.side === 'RIGHT' ? cell.padStart(width) : cell.padEnd(width);
  };
  const rules = columns.map(({ side }, index) => {
    const width = widths[index] ?? 0;
    return side === 'RIGHT' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
  });
  return [
    line(columns.map(({ heading }, index) => padded(heading, index))),
    line(rules),
    ...rows.map((row) => line(columns.map((_, index) => padded(row[index] ?? '', index)))),
  ].join('\n');
}

/** A column of words. */
export function left(heading: string): Column {
  return { heading, side: 'LEFT' };
}

/** A column of figures. */
export function right(heading: string): Column {
  return { heading, side: 'RIGHT' };
}
