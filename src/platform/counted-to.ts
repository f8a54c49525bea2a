/**
 * How far the items of a list are counted that grows for ever: nobody pages through more, and to count all of them is to
 * read all of them, once for each page.
 */
export const COUNTED_TO = 1_000;
