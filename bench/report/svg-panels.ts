import { escaped } from './escaped';
import { linearScale, logScale, type Scale } from './scales';
import { svgPicture } from './svg-picture';

/** One measured value and how far single rounds lie apart. */
export interface PanelPoint {
  readonly x: number;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

export interface PanelCurve {
  readonly label: string;
  readonly points: readonly PanelPoint[];
}

/** A small picture of its own: curves over a logarithmic axis. */
export interface Panel {
  readonly title: string;
  /** What the axes show, with its unit. */
  readonly xLabel: string;
  readonly yLabel: string;
  readonly curves: readonly PanelCurve[];
}

const WIDTH = 440;
const HEIGHT = 330;
const COLUMNS = 2;
const PLOT = { left: 62, right: 18, top: 70, bottom: 52 };
const ROOM = { width: WIDTH - PLOT.left - PLOT.right, height: HEIGHT - PLOT.top - PLOT.bottom };
const LEGEND_ITEM = 124;

/** Colours of Okabe and Ito that those who confuse red and green can tell apart; each has its own dashes as well. */
const STYLE = `
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 13px }
.grid { stroke: #d1d9e0 } .axis { stroke: #59636e }
.back { fill: #ffffff }
.c { fill: none; stroke-width: 2 } .bar { stroke-width: 1.25 }
.s0 { stroke: #0072b2 } .s1 { stroke: #d55e00 } .s2 { stroke: #00795a } .s3 { stroke: #9a4d80 } .s4 { stroke: #8a6d00 }
.m0 { fill: #0072b2 } .m1 { fill: #d55e00 } .m2 { fill: #00795a } .m3 { fill: #9a4d80 } .m4 { fill: #8a6d00 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .grid { stroke: #30363d } .axis { stroke: #8b949e } .back { fill: #0d1117 }
  .s0 { stroke: #56b4e9 } .s1 { stroke: #f0883e } .s2 { stroke: #2fbf94 } .s3 { stroke: #d78fbf } .s4 { stroke: #e3c341 }
  .m0 { fill: #56b4e9 } .m1 { fill: #f0883e } .m2 { fill: #2fbf94 } .m3 { fill: #d78fbf } .m4 { fill: #e3c341 }
}`;

const DASHES = ['', '6 3', '2 3', '9 3 2 3', '1 4'];

/**
 * Panels side by side in one picture, to be read on light and dark pages. Vertical bars go from the least to the most of
 * one round.
 */
export function renderPanels(description: string, panels: readonly Panel[]): string {
  const columns = Math.min(COLUMNS, panels.length);
  const [width, height] = [columns * WIDTH, Math.ceil(panels.length / COLUMNS) * HEIGHT];
  const content = panels.map((panel, index) => {
    const [x, y] = [(index % COLUMNS) * WIDTH, Math.floor(index / COLUMNS) * HEIGHT];
    return `<g transform="translate(${x} ${y})">\n${renderPanel(panel)}\n</g>`;
  });
  return svgPicture({ width, height, description, style: STYLE, content });
}

function renderPanel({ title, xLabel, yLabel, curves }: Panel): string {
  const points = curves.flatMap((curve) => curve.points);
  const x = logScale(points.map((point) => point.x));
  const y = linearScale(points.flatMap(({ value, max }) => [value, max]));
  const middle = PLOT.top + ROOM.height / 2;
  return [
    text(PLOT.left, 20, title, 'class="title"'),
    ...legend(curves),
    ...y.ticks.flatMap((tick) => yTick(y, tick)),
    ...x.ticks.map((tick) => text(across(x, tick), HEIGHT - PLOT.bottom + 18, short(tick), MIDDLE)),
    `<path class="axis" d="M${PLOT.left} ${HEIGHT - PLOT.bottom}H${WIDTH - PLOT.right}"/>`,
    text(PLOT.left + ROOM.width / 2, HEIGHT - 12, xLabel, MIDDLE),
    text(14, middle, yLabel, `${MIDDLE} transform="rotate(-90 14 ${middle})"`),
    ...curves.flatMap((curve, index) => curveOf(curve, index, x, y)),
  ].join('\n');
}

const MIDDLE = 'text-anchor="middle"';

function yTick(y: Scale, tick: number): readonly string[] {
  const place = up(y, tick);
  return [
    `<path class="grid" d="M${PLOT.left} ${place}H${WIDTH - PLOT.right}"/>`,
    text(PLOT.left - 6, place + 4, short(tick), 'text-anchor="end"'),
  ];
}

function legend(curves: readonly PanelCurve[]): readonly string[] {
  return curves.flatMap(({ label }, index) => {
    const [x, y] = [PLOT.left + (index % 3) * LEGEND_ITEM, 38 + Math.floor(index / 3) * 16];
    return [
      `<path class="c s${index}" stroke-dasharray="${DASHES[index] ?? ''}" d="M${x} ${y - 4}h22"/>`,
      text(x + 27, y, label),
    ];
  });
}

function curveOf({ points }: PanelCurve, index: number, x: Scale, y: Scale): readonly string[] {
  const places = points.map((point) => ({ ...point, left: across(x, point.x), top: up(y, point.value) }));
  const line = places.map(({ left, top }, nth) => `${nth === 0 ? 'M' : 'L'}${left} ${top}`).join('');
  return [
    `<path class="c s${index}" stroke-dasharray="${DASHES[index] ?? ''}" d="${line}"/>`,
    ...places.flatMap(({ left, top, min, max }) => [
      ...(min === max ? [] : [`<path class="bar s${index}" d="M${left} ${up(y, min)}V${up(y, max)}"/>`]),
      `<circle class="m${index}" cx="${left}" cy="${top}" r="3"/>`,
    ]),
  ];
}

function across(x: Scale, value: number): number {
  return tenth(PLOT.left + x.at(value) * ROOM.width);
}

function up(y: Scale, value: number): number {
  return tenth(HEIGHT - PLOT.bottom - y.at(value) * ROOM.height);
}

function tenth(place: number): number {
  return Math.round(place * 10) / 10;
}

/** `100,000` is too wide for a tick. */
function short(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000} M`;
  return value >= 1_000 ? `${value / 1_000} k` : String(value);
}

function text(x: number, y: number, plain: string, attributes = ''): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(plain)}</text>`.replace(' >', '>');
}
