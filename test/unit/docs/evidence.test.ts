import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SETTINGS } from '../../../src/config/settings';
import { NOTICE_OCCASIONS } from '../../../src/notices/notice-occasion';
import { testNamesOf } from './test-names';

const ROOT = join(__dirname, '..', '..', '..');
const THREATS = 'docs/threat-model.md';
const CONFORMANCE = 'docs/conformance.md';
const PAGES = [THREATS, CONFORMANCE];

/** The requirements of OWASP ASVS 5.0.0 by section, of the chapters that the page claims to hold in full. */
const ASVS: Readonly<Record<string, number>> = {
  ...{ '2.1': 3, '2.2': 3, '2.3': 5, '2.4': 2, '4.1': 5, '4.2': 5, '4.3': 2, '4.4': 4 },
  ...{ '3.1': 1, '3.2': 3, '3.3': 5, '3.4': 8, '3.5': 8, '3.6': 1, '3.7': 5 },
  ...{ '6.1': 3, '6.2': 12, '6.3': 8, '6.4': 6, '6.5': 8, '6.6': 4, '6.7': 2, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 3, '7.6': 2, '9.1': 3, '9.2': 4 },
  ...{ '8.1': 4, '8.2': 4, '8.3': 3, '8.4': 2, '12.1': 5, '12.2': 2, '12.3': 5 },
  ...{ '13.1': 4, '13.2': 6, '13.3': 4, '13.4': 7, '14.1': 2, '14.2': 8, '14.3': 3 },
  ...{ '11.1': 4, '11.2': 5, '11.3': 5, '11.4': 4, '11.5': 2, '11.6': 2, '11.7': 2 },
  ...{ '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 4 },
};

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const CITED = /`((?:unit|integration|e2e|faults|prove)\/[\w./-]+) › ([^`]+)`/g;

interface Citation {
  readonly file: string;
  readonly name: string;
}

function citationsIn(text: string): readonly Citation[] {
  return [...text.matchAll(CITED)].map(([, file = '', name = '']) => ({
    file: `test/${file}.test.ts`,
    name,
  }));
}

/** What stands in code, but for the citations. */
function codeIn(page: string): readonly string[] {
  const text = read(page).replace(/^```[\s\S]*?^```/gm, '');
  return [...text.replace(CITED, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** The rows of every table with this heading. */
function rowsUnder(page: string, heading: string): readonly (readonly string[])[] {
  const tables = read(page).split(/\n\n+/);
  return tables
    .filter((table) => table.startsWith(heading))
    .flatMap((table) => table.trim().split('\n').slice(2))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** The anchors that GitHub makes of headings. */
function anchorsOf(file: string): readonly string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** `6.6.1–6.6.3` names three requirements. */
function expanded(id: string): readonly string[] {
  const [first = '', last = first] = id.split('–');
  const section = first.replace(/\.\d+$/, '');
  const [from, to] = [first, last].map((one) => Number(one.slice(section.length + 1)));
  return Array.from(
    { length: Number(to) - Number(from) + 1 },
    (_, nth) => `${section}.${nth + Number(from)}`,
  );
}

const threats = rowsUnder(THREATS, '| Threat | |');
const requirements = rowsUnder(CONFORMANCE, '| ID |');

describe.each(PAGES)('%s', (page) => {
  it('cites tests that there are, under their names', () => {
    const citations = citationsIn(read(page));
    const names = new Map(
      [...new Set(citations.map(({ file }) => file))].map((file) => [
        file,
        existsSync(join(ROOT, file)) ? testNamesOf(join(ROOT, file)) : [],
      ]),
    );
    expect(citations.length).toBeGreaterThan(100);
    expect(citations.filter(({ file, name }) => names.get(file)?.includes(name) !== true)).toEqual([]);
  });

  it('cites in no other form, which nobody would check', () => {
    expect(codeIn(page).filter((code) => code.includes('›'))).toEqual([]);
  });

  it('names files that there are', () => {
    const files = codeIn(page).filter((code) => /^(src|test|examples|schema|bench|migrations)\//.test(code));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('names settings that there are', () => {
    const known: readonly string[] = [...Object.keys(SETTINGS), ...NOTICE_OCCASIONS];
    const named = codeIn(page).filter((code) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+(=\S+)?$/.test(code));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((code) => !known.includes(code.replace(/=.*/, '')))).toEqual([]);
  });

  it('links to what there is', () => {
    const links = [...read(page).matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    const broken = links.filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, file))) return true;
      return anchor !== undefined && !anchorsOf(file).includes(anchor);
    });
    expect(links.length).toBeGreaterThan(0);
    expect(broken).toEqual([]);
  });
});

describe('the threat model', () => {
  it('has for every threat a test, or a reason why it is accepted', () => {
    expect(threats.length).toBeGreaterThan(80);
    const bare = threats.filter(
      ([, letters = '', control = '', shown = '']) =>
        !/^[STRIDE]( [STRIDE])*$/.test(letters) ||
        control === '' ||
        (citationsIn(shown).length === 0 && !/\*\*(Accepted|accepted)\*\*.{20}/.test(shown)),
    );
    expect(bare).toEqual([]);
  });
});

describe('the page of conformance', () => {
  it('has for every requirement a verdict, and for the verdict what it takes', () => {
    const faults = requirements.filter(([, , verdict = '', done = '', shown = '', ...more]) => {
      if (more.length > 0) return true;
      const tested = citationsIn(shown).length > 0;
      switch (verdict) {
        case 'conforms':
          return !tested;
        case 'partly':
        case 'deviates':
          return !tested || done === '';
        case 'n/a':
          return tested || done === '';
        default:
          return true;
      }
    });
    expect(faults).toEqual([]);
  });

  it('names every setting that is a secret in its inventory of keys', () => {
    const inventory = rowsUnder(CONFORMANCE, '| Key or secret |').map(([key = '']) => key);
    const secrets = Object.entries(SETTINGS).flatMap(([name, { secret }]) => (secret ? [name] : []));
    expect(secrets.length).toBeGreaterThan(5);
    expect(secrets.filter((name) => !inventory.join().includes(`\`${name}\``))).toEqual([]);
  });

  it('leaves out no requirement of the chapters of ASVS that it holds, and names none twice', () => {
    const ids = requirements.map(([id = '']) => id);
    const asvs = ids
      .slice(ids.indexOf('2.1.1'))
      .filter((id) => /^\d/.test(id))
      .flatMap(expanded);
    const wanted = Object.entries(ASVS).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, nth) => `${section}.${nth + 1}`),
    );
    expect([...asvs].sort()).toEqual([...wanted].sort());
  });
});
