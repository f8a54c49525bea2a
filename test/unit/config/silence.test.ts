import fc from 'fast-check';
import { SETTINGS } from '../../../src/config/settings';
import { developmentEnvironment } from './environments';
import { refusalOf } from './faults-of';

const anyName = fc.constantFrom(
  ...Object.keys(SETTINGS),
  ...['DATABASE_URL_FILE', 'SEKISHO_PASSWORD', 'REDIS_URI'],
);
/** Nothing that a message of ours could hold by chance. */
const canary = fc.stringMatching(/^[q-z]{4}[0-9]{4}[Q-Z]{4}$/);
const wrapping = fc.constantFrom(
  (text: string) => text,
  (text: string) => `postgres://user:${text}@host:port/db`,
  (text: string) => `redis://:${text}@`,
  (text: string) => `2:${text},1:${text}`,
  (text: string) => ` ${text}\n`,
);

describe('faults of the configuration', () => {
  it('never hold a value, whichever settings it was given to', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { minLength: 1 }), canary, wrapping, (names, secret, wrap) => {
        const wrong = Object.fromEntries(names.map((name) => [name, wrap(secret)]));
        const refusal = refusalOf({ ...developmentEnvironment(), DATA_DIR: 'unused', ...wrong });
        const shown = `${refusal?.message ?? ''}${JSON.stringify(refusal?.faults ?? [])}${refusal?.stack ?? ''}`;
        expect(shown).not.toContain(secret);
      }),
    );
  });

  it('are reported for every setting that text alone does not fit', () => {
    const free = [
      'DATA_DIR',
      'TRUSTED_DOCUMENTS_FOLDER',
      'HOST',
      'ADMIN_HOST',
      'REDIS_PREFIX',
      'MAIL_SENDER_NAME',
      'MAIL_SUBJECT_PREFIX',
      'RECEIPT_ISSUER',
      'RECEIPT_AUDIENCE',
    ];
    for (const name of Object.keys(SETTINGS).filter((each) => !free.includes(each))) {
      const refusal = refusalOf({ ...developmentEnvironment(), [name]: 'wxyz1234QRST' });
      expect(refusal?.faults.map((fault) => fault.name)).toEqual([name]);
    }
  });
});
