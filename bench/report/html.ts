import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scriptLiteral } from '../../src/gateway/playground/script-literal';
import type { Chart } from './chart';
import { escaped } from './escaped';
import { cellsOf, HEADINGS } from './figure';
import { machineText } from './machine';
import type { Run } from './results-file';

/**
 * The run as one page that needs nothing else: uPlot and the figures are in it. What it says is in the table too;
 * the curves are for asking why, and so are the flame pictures, files that lie beside the page.
 */
export function renderReport(run: Run, charts: readonly Chart[], flames: readonly string[] = []): string {
  const { script, style } = uPlot();
  const notes = run.results.flatMap(({ id, notes: lines }) => lines.map((note) => `${id}: ${note}`));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sekisho bench, ${escaped(run.date)}</title>
<style>
${style}
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; color: #1c2733 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #d7dee5 }
.met { color: #17703a } .missed { color: #b3261e; font-weight: 600 }
figure { margin: 2.5rem 0 } figcaption { font-weight: 600 }
.quick { background: #fff3cd; padding: .5rem 1rem }
</style>
<h1>Sekisho bench</h1>
<p>${escaped(describeRun(run))}</p>
${run.mode === 'quick' ? '<p class="quick">A quick run: it shows that the bench works. Its figures prove nothing.</p>' : ''}
<table>
<tr>${HEADINGS.map((heading) => `<th>${escaped(heading)}</th>`).join('')}</tr>
${run.results.map(row).join('\n')}
</table>
<ul>${[...new Set(notes)].map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>
${flames.length === 0 ? '' : `<p>Where the time went: ${flames.map(link).join(', ')}</p>`}
<div id="charts"></div>
<script>${script}</script>
<script>
const charts = ${scriptLiteral(charts)};
${DRAW}
</script>
</html>
`;
}

const COLOURS = ['#1f6feb', '#d1242f', '#1a7f37', '#9a6700', '#8250df', '#57606a'];

/** Percentiles are spread by how many in so many took longer, so that the tail has the room it deserves. */
const DRAW = `
const colours = ${JSON.stringify(COLOURS)};
const rank = (percentile) => Math.log10(100 / (100 - percentile));
const ticks = [50, 90, 99, 99.9, 99.99].map(rank);
const percentileAt = (place) => Number((100 - 100 / 10 ** place).toFixed(2)) + ' %';
for (const chart of charts) {
  const percentiles = chart.axis === 'PERCENTILE';
  const x = percentiles ? chart.x.map(rank) : chart.x;
  const figure = document.getElementById('charts').appendChild(document.createElement('figure'));
  figure.appendChild(document.createElement('figcaption')).textContent = chart.title;
  new uPlot({
    width: Math.min(1000, document.body.clientWidth),
    height: 320,
    scales: { x: { time: false }, y: { range: { min: { soft: 0, mode: 1, pad: 0 }, max: { pad: 0.1 } } } },
    axes: [
      percentiles ? { splits: () => ticks, values: (_, places) => places.map(percentileAt) } : { label: 'seconds measured' },
      { label: chart.unit, size: 70 },
    ],
    series: [
      percentiles ? { label: 'percentile', value: (_, place) => (place == null ? '' : percentileAt(place)) } : { label: 's' },
      ...chart.curves.map(({ label }, index) => ({ label, stroke: colours[index % colours.length], width: 2 })),
    ],
  }, [x, ...chart.curves.map(({ values }) => values)], figure);
}
`;

function link(file: string): string {
  return `<a href="${escaped(encodeURIComponent(file))}">${escaped(file)}</a>`;
}

function row(result: Run['results'][number]): string {
  const cells = cellsOf(result);
  const verdict = cells.at(-1) ?? '';
  const others = cells.slice(0, -1).map((cell) => `<td>${escaped(cell)}</td>`);
  return `<tr>${others.join('')}<td class="${result.met ? 'met' : 'missed'}">${escaped(verdict)}</td></tr>`;
}

/** When, of what and on what, in one line. */
export function describeRun({ commit, modified, date, rounds, machine }: Run): string {
  const tree = commit === null ? 'no commit' : `${commit.slice(0, 12)}${modified ? ' with changes' : ''}`;
  return `${date}, ${tree}, ${rounds} rounds. ${machineText(machine)}.`;
}

function uPlot(): { readonly script: string; readonly style: string } {
  const folder = join(dirname(require.resolve('uplot/package.json')), 'dist');
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { script: read('uPlot.iife.min.js'), style: read('uPlot.min.css') };
}
