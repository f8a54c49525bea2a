import fc from 'fast-check';
import { idempotencyMark, keyViolations, type KeyedSubmission } from '../../../src/approvals/idempotency-key';
import { content } from './requests';

const KEY = '0b5c1f0e-8d1c-4c7e-9a55-3f2d1c0b9a87';

function submission(changes: Partial<KeyedSubmission> = {}): KeyedSubmission {
  return {
    ...content(),
    asDraft: false,
    approverUserId: 'approver',
    existing: null,
    idempotencyKey: KEY,
    ...changes,
  };
}

const VALUES = {
  asDraft: fc.boolean(),
  kind: fc.constantFrom('TRANSFER' as const, 'COLLECTION' as const),
  title: fc.constantFrom('四月分給与', '四月分', '","'),
  itemCount: fc.constantFrom(1, 12, 112),
  totalAmountYen: fc.constantFrom(2, 12, 112),
  payloadSha256: fc.constantFrom('ab', 'cd'),
  approverUserId: fc.constantFrom('approver', 'other'),
  deadline: fc.constantFrom(new Date(0), new Date(1)),
};
const submissions = fc.record(VALUES);
const entryNames = fc.constantFrom(...(Object.keys(VALUES) as (keyof typeof VALUES)[]));

describe('R10: what a submission goes by', () => {
  it('is nothing without a key', () => {
    expect(idempotencyMark(submission({ idempotencyKey: null }))).toBeNull();
    expect(keyViolations(submission({ idempotencyKey: null, existing: {} }))).toEqual([]);
  });

  it('is the key and what was submitted: the same for the same, another if anything is another', () => {
    fc.assert(
      fc.property(submissions, submissions, entryNames, (one, another, changed) => {
        const other = { ...one, [changed]: another[changed] };
        const [a, b] = [one, other].map((entries) => idempotencyMark(submission(entries)));
        expect(a?.key).toBe(KEY);
        expect(a?.digest).toMatch(/^[0-9a-f]{64}$/);
        expect(a?.digest === b?.digest).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('is the same however the key’s letters are written and the title is spaced, as it is stored', () => {
    const loose = submission({ idempotencyKey: KEY.toUpperCase(), title: ' 四月分給与\n' });
    expect(idempotencyMark(loose)).toEqual(idempotencyMark(submission()));
  });

  it.each(['', '1', KEY.slice(1), `${KEY}0`, `${KEY} `, KEY.replaceAll('-', '')])(
    'is nothing by a key that is no UUID: %j',
    (idempotencyKey) => {
      expect(idempotencyMark(submission({ idempotencyKey }))).toBeNull();
      expect(keyViolations(submission({ idempotencyKey }))).toEqual([
        { field: 'idempotencyKey', code: 'INVALID_IDEMPOTENCY_KEY' },
      ]);
    },
  );

  it('is nothing for a change, whose version does the same; every violation is told', () => {
    expect(idempotencyMark(submission({ existing: {} }))).toBeNull();
    expect(keyViolations({ idempotencyKey: 'x', existing: {} }).map(({ code }) => code)).toEqual([
      'INVALID_IDEMPOTENCY_KEY',
      'ONLY_FOR_NEW_REQUEST',
    ]);
  });
});
