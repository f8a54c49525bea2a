import type { Call, CallTree } from './call-tree';
import { CODE_FAMILIES, type CodeFamily } from './code-family';
import { escaped } from './escaped';
import { svgPicture } from './svg-picture';

export interface FlameHeader {
  /** Whose time it is. */
  readonly title: string;
  /** What was run, and on what. */
  readonly run: string;
}

const WIDTH = 1400;
const MARGIN = 12;
const ROOM = WIDTH - 2 * MARGIN;
const ROW = 17;
/** Of all: what is narrower cannot be pointed at. */
const LEAST_SHARE = 0.001;
const LEGEND = { top: 104, column: 230, columns: 6, row: 18 };
const BOXES_TOP = LEGEND.top + Math.ceil(CODE_FAMILIES.length / LEGEND.columns) * LEGEND.row;
/** Of one character of the labels; the box clips what a wider font leaves over. */
const CHARACTER = 6.3;
const PADDING = 3;
const LEAST_CHARACTERS = 3;

/** For each family of code a light fill under dark text, and a dark one under light text. */
const FILLS: Readonly<Record<CodeFamily, readonly [light: string, dark: string]>> = {
  Sekisho: ['#ffb454', '#8a4b00'],
  'GraphQL and Apollo': ['#f2a7d3', '#86275f'],
  Fastify: ['#8fd0ff', '#0b4f86'],
  Redis: ['#ff9d94', '#8c2219'],
  Postgres: ['#9fb4ff', '#34429c'],
  pino: ['#8fdcd8', '#0b5a57'],
  'other packages': ['#e9dc7a', '#5f5700'],
  Node: ['#9fdcae', '#17592b'],
  native: ['#cfd6dd', '#454d56'],
  'garbage collector': ['#c9a6ef', '#55308a'],
};

const STYLE = `
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 15px }
.box text { font: 10.5px ui-monospace, Menlo, Consolas, monospace }
.back { fill: #ffffff } .box > rect { stroke: #ffffff; stroke-width: .4 } .box:hover > rect { stroke: #1f2328; stroke-width: 1.2 }
${fills(0)}
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .back { fill: #0d1117 } .box > rect { stroke: #0d1117 } .box:hover > rect { stroke: #f0f6fc }
  ${fills(1)}
}`;

function fills(scheme: 0 | 1): string {
  return CODE_FAMILIES.map((family, index) => `.f${index} { fill: ${FILLS[family][scheme]} }`).join(' ');
}

/**
 * A flame picture, to be read on light and dark pages. The box of a function stands on that of its caller and is as wide
 * as the time in it and in all that it called; pointing at it gives its name, its place and its share. Boxes under 0.1 %
 * of the width are left out.
 */
export function renderFlame({ elapsedUs, busy, root }: CallTree, { title, run }: FlameHeader): string {
  const height = BOXES_TOP + drawnDepth(root, root.totalUs) * ROW + MARGIN;
  const spent = `${seconds(elapsedUs)} since it was ready, busy ${percent(busy)} of them; drawn are ${seconds(root.totalUs)}, without idle time and (program)`;
  const explained =
    'A box is a function, standing on its caller, as wide as the time in it and in what it called. The legend gives the time in the functions themselves.';
  return svgPicture({
    width: WIDTH,
    height,
    description: title,
    style: STYLE,
    content: [
      line(24, title, ' class="title"'),
      line(44, spent),
      line(62, run),
      line(80, explained),
      ...legend(root),
      ...boxes(root, root.totalUs, MARGIN, height - MARGIN - ROW),
    ],
  });
}

function line(y: number, plain: string, attributes = ''): string {
  return `<text x="${MARGIN}" y="${y}"${attributes}>${escaped(plain)}</text>`;
}

function legend(root: Call): readonly string[] {
  const own = new Map<CodeFamily, number>();
  addOwnTimes(root, own);
  return CODE_FAMILIES.map((family, index) => {
    const x = MARGIN + (index % LEGEND.columns) * LEGEND.column;
    const y = LEGEND.top + Math.floor(index / LEGEND.columns) * LEGEND.row;
    const label = `${family} ${percent(shareOf(own.get(family) ?? 0, root.totalUs))}`;
    return `<rect class="f${index}" x="${x}" y="${y - 10}" width="12" height="12"/><text x="${x + 17}" y="${y}">${escaped(label)}</text>`;
  });
}

function addOwnTimes({ family, selfUs, calls }: Call, own: Map<CodeFamily, number>): void {
  own.set(family, (own.get(family) ?? 0) + selfUs);
  for (const call of calls) addOwnTimes(call, own);
}

/** A call's box and those that stand on it, side by side from `x` on. */
function boxes(call: Call, allUs: number, x: number, y: number): readonly string[] {
  const above: string[] = [];
  let left = x;
  for (const each of call.calls.filter((one) => isWideEnough(one, allUs))) {
    above.push(...boxes(each, allUs, left, y - ROW));
    left += shareOf(each.totalUs, allUs) * ROOM;
  }
  return [box(call, allUs, x, y), ...above];
}

function box(call: Call, allUs: number, x: number, y: number): string {
  const share = shareOf(call.totalUs, allUs);
  const left = hundredth(x);
  // The difference of rounded places, so that neighbours meet.
  const width = hundredth(hundredth(x + share * ROOM) - left);
  const told = `${call.name}\n${call.source === '' ? '' : `${call.source}\n`}${percent(share)}, ${milliseconds(call.totalUs)}, of which ${milliseconds(call.selfUs)} in itself`;
  const index = CODE_FAMILIES.indexOf(call.family);
  const rect = `<rect class="f${index}" x="${left}" y="${y}" width="${width}" height="${ROW}"/>`;
  return `<g class="box"><title>${escaped(told)}</title>${rect}${label(call.name, left, y, width)}</g>`;
}

/** As much of the name as fits; an SVG of its own, because that clips. */
function label(name: string, x: number, y: number, width: number): string {
  const characters = Math.floor((width - 2 * PADDING) / CHARACTER);
  if (characters < LEAST_CHARACTERS) return '';
  const shown = name.length <= characters ? name : `${name.slice(0, characters - 1)}…`;
  return `<svg x="${x}" y="${y}" width="${width}" height="${ROW}"><text x="${PADDING}" y="12">${escaped(shown)}</text></svg>`;
}

function drawnDepth({ calls }: Call, allUs: number): number {
  return (
    1 + Math.max(0, ...calls.filter((one) => isWideEnough(one, allUs)).map((one) => drawnDepth(one, allUs)))
  );
}

function isWideEnough({ totalUs }: Call, allUs: number): boolean {
  return totalUs >= allUs * LEAST_SHARE;
}

function shareOf(partUs: number, allUs: number): number {
  return allUs === 0 ? 0 : partUs / allUs;
}

function hundredth(place: number): number {
  return Math.round(place * 100) / 100;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function seconds(us: number): string {
  return `${(us / 1_000_000).toFixed(1)} s`;
}

function milliseconds(us: number): string {
  return `${(us / 1_000).toFixed(1)} ms`;
}
