import { renderCapacity } from '../capacity/capacity-markdown';
import type { CapacityRun } from '../capacity/capacity-run';
import { renderGrowth } from '../growth/growth-markdown';
import { growthPictures } from '../growth/growth-pictures';
import { DIMENSIONS, type GrowthRun } from '../growth/growth-run';

/** Where the figures are that the documents show, and the documents themselves. */
export const PERFORMANCE_FILES = {
  growth: 'docs/performance/growth.json',
  capacity: 'docs/performance/capacity.json',
  page: 'docs/performance.md',
} as const;

const IMAGES = 'images';

/** A file, by its path from the project's root. */
export interface WrittenFile {
  readonly path: string;
  readonly content: string;
}

/** Figures that are no figures for the documents; the message says why. */
export class UnfitFigures extends Error {
  override readonly name = 'UnfitFigures';
}

/**
 * The page with the figures of these runs in it, and the pictures beside it. What stands around the marks in the page
 * stays as it is.
 * @throws UnfitFigures of a quick run, of one in which not everything grew, and for a page without marks
 */
export function performanceDocuments(
  page: string,
  growth: GrowthRun,
  capacity: CapacityRun,
): readonly WrittenFile[] {
  if ([growth, capacity].some(({ mode }) => mode === 'quick')) {
    throw new UnfitFigures('The figures of a quick run prove nothing: make a full one.');
  }
  const missing = DIMENSIONS.filter((each) => !growth.growths.some(({ dimension }) => dimension === each));
  if (missing.length > 0) throw new UnfitFigures(`The run does not tell of ${missing.join(', ')}.`);
  const withGrowth = replaceBlock(page, 'growth', renderGrowth(growth, IMAGES));
  return [
    {
      path: PERFORMANCE_FILES.page,
      content: replaceBlock(withGrowth, 'capacity', renderCapacity(capacity)),
    },
    ...growthPictures(growth).map(({ name, svg }) => ({ path: `docs/${IMAGES}/${name}`, content: svg })),
  ];
}

/** Puts a text between the marks of this name. */
function replaceBlock(page: string, name: string, text: string): string {
  const begin = `<!-- ${name}: written by npm run performance:write -->`;
  const end = `<!-- end of ${name} -->`;
  const [before, ...behind] = page.split(begin);
  const [, after] = behind.join(begin).split(end);
  if (before === undefined || behind.length !== 1 || after === undefined) {
    throw new UnfitFigures(`${PERFORMANCE_FILES.page} has no room for ${name} between its marks.`);
  }
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}
