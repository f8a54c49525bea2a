/** Yen as numbers: node-postgres gives bigint as text, and the database keeps amounts within the safe integers. */
export const yenColumn = {
  to: (yen: number): number => yen,
  from: (text: string): number => Number(text),
};
