import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CapacityRun } from '../../../bench/capacity/capacity-run';
import type { GrowthRun } from '../../../bench/growth/growth-run';
import { measuredLine } from '../../../bench/report/measured-line';
import { PERFORMANCE_FILES, performanceDocuments, UnfitFigures } from '../../../bench/performance/documents';

const ROOT = join(__dirname, '..', '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const page = read(PERFORMANCE_FILES.page);
const growth = JSON.parse(read(PERFORMANCE_FILES.growth)) as GrowthRun;
const capacity = JSON.parse(read(PERFORMANCE_FILES.capacity)) as CapacityRun;

describe('docs/performance.md', () => {
  const written = performanceDocuments(page, growth, capacity);

  it.each(written.map((file) => [file.path, file.content]))(
    'and its pictures show the committed figures: %s is what npm run performance:write makes of them',
    (path, content) => {
      expect(read(path)).toBe(content);
    },
  );

  it('has a picture for everything that grew, and no other of that kind', () => {
    const pictures = written.map(({ path }) => path).filter((path) => path.endsWith('.svg'));
    const kept = readdirSync(join(ROOT, 'docs', 'images')).filter((name) => name.startsWith('growth-'));
    expect(pictures.map((path) => path.replace('docs/images/', '')).sort()).toEqual(kept.sort());
    expect(kept).toHaveLength(4);
    for (const path of pictures) expect(page).toContain(`](${path.replace('docs/', '')})`);
  });

  it('says of its figures on which machine, when, from which commit and by which command they came', () => {
    for (const { machine, date, commit, command } of [growth, capacity]) {
      const [line = ''] = page
        .split('\n')
        .filter((each) => each.includes(`\`${command}\``) && each.startsWith('Measured on '));
      for (const told of [
        machine.cpu,
        `${machine.cores} cores`,
        date.slice(0, 10),
        (commit ?? '').slice(0, 12),
      ]) {
        expect(line).toContain(told);
      }
    }
  });

  it('keeps what stands around the marks, and writes the same again', () => {
    const [before = ''] = page.split('<!-- growth');
    const again = performanceDocuments(`${page}\nmore\n`, growth, capacity)[0]?.content ?? '';
    expect(again.startsWith(before)).toBe(true);
    expect(again).toBe(`${page}\nmore\n`);
  });
});

describe('where figures come from', () => {
  const line = (loadBefore: number): string =>
    measuredLine({ ...growth, machine: { ...growth.machine, cores: 4, loadBefore } });

  it('says when others were using the machine', () => {
    expect(line(1)).not.toContain('Others were using');
    expect(line(1.1)).toContain('Others were using the machine');
  });

  it('says when nothing tells the commit, and when it was not all', () => {
    expect(measuredLine({ ...growth, commit: null, modified: false })).toContain(', no commit;');
    const commit = '0123456789abcdef';
    expect(measuredLine({ ...growth, commit, modified: true })).toContain(
      'commit 0123456789ab with changes;',
    );
  });
});

describe('figures for the documents', () => {
  it('are never those of a quick run', () => {
    expect(() => performanceDocuments(page, { ...growth, mode: 'quick' }, capacity)).toThrow(UnfitFigures);
    expect(() => performanceDocuments(page, growth, { ...capacity, mode: 'quick' })).toThrow(UnfitFigures);
  });

  it('tell of everything that grows', () => {
    const partly = { ...growth, growths: growth.growths.slice(1) };
    expect(() => performanceDocuments(page, partly, capacity)).toThrow('The run does not tell of users.');
  });

  it('need a place: a page without marks, or with the same twice, is refused', () => {
    expect(() => performanceDocuments('# Performance\n', growth, capacity)).toThrow('no room for growth');
    expect(() => performanceDocuments(`${page}${page}`, growth, capacity)).toThrow('no room for growth');
  });

  it('without processor time say so', () => {
    const elsewhere = {
      ...growth,
      growths: growth.growths.map((each) => ({
        ...each,
        points: each.points.map(({ size, costs }) => ({
          size,
          costs: {
            login: { ...costs.login, cpuMs: null },
            refusal: { ...costs.refusal, cpuMs: null },
          },
        })),
      })),
    };
    const [{ content } = { content: '' }] = performanceDocuments(page, elsewhere, capacity);
    expect(content).toContain('| not measured |');
  });
});
