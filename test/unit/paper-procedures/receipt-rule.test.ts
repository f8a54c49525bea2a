import { isFormReference, tidyFormReference } from '../../../src/paper-procedures/form-reference';
import { receiptViolations, type PaperForm } from '../../../src/paper-procedures/receipt-rule';

const account = { branchCode: '001', accountType: 'ORDINARY', accountNumber: '7654321' } as const;
const allPins = { INQUIRY_PIN: '1234', TRANSFER_PIN: '2345', CONFIRMATION_PIN: '3456', APPROVAL_PIN: '4567' };
const blank: PaperForm = {
  kind: 'RELEASE_MASTER_SUSPENSION',
  formReference: 'F-0001',
  account,
  organizationName: null,
  newPins: {},
  staffEmail: null,
  temporaryLoginPassword: null,
};

function faults(form: Partial<PaperForm>): string[] {
  return receiptViolations({ ...blank, ...form }).map(({ field, code }) => `${field} ${code}`);
}

describe('R6: the reference of a form', () => {
  it.each([
    ['f-0001', 'F-0001', true],
    [' Ｆ－０００１ ', 'F-0001', true],
    ['2026 0301 77', '2026030177', true],
    ['F-1', 'F-1', false],
    ['-0001', '-0001', false],
    ['F'.repeat(33), 'F'.repeat(33), false],
    ['F_0001', 'F_0001', false],
  ])('%j is read as %s (acceptable: %s)', (typed, reference, acceptable) => {
    expect(tidyFormReference(typed)).toBe(reference);
    expect(isFormReference(reference)).toBe(acceptable);
  });
});

describe('R6: what stands on a form', () => {
  it('goes by its kind', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ kind: 'OPEN_CONTRACT', organizationName: '新居水産', newPins: allPins })).toEqual([]);
    expect(faults({ kind: 'CHANGE_PINS', newPins: { TRANSFER_PIN: '0000' } })).toEqual([]);
    expect(
      faults({ kind: 'RESTORE_STAFF', account: null, staffEmail: 'a@b.jp', temporaryLoginPassword: 'x' }),
    ).toEqual([]);
  });

  it('is reported missing, all at once', () => {
    expect(faults({ kind: 'OPEN_CONTRACT', account: null })).toEqual([
      'account REQUIRED',
      'organizationName REQUIRED',
      'newPins REQUIRED',
    ]);
    expect(faults({ kind: 'RESTORE_STAFF', account: null })).toEqual([
      'staffEmail REQUIRED',
      'temporaryLoginPassword REQUIRED',
    ]);
  });

  it('is refused where it does not belong', () => {
    expect(faults({ newPins: allPins, organizationName: 'X', temporaryLoginPassword: 'y' })).toEqual([
      'organizationName NOT_ON_THIS_FORM',
      'newPins NOT_ON_THIS_FORM',
      'temporaryLoginPassword NOT_ON_THIS_FORM',
    ]);
  });

  it('opens a contract with all four PINs, of four digits each', () => {
    expect(
      faults({
        kind: 'OPEN_CONTRACT',
        organizationName: '新居水産',
        newPins: { INQUIRY_PIN: '123', TRANSFER_PIN: '12345', CONFIRMATION_PIN: '１２３４' },
      }),
    ).toEqual([
      'newPins.approvalPin REQUIRED',
      'newPins.inquiryPin INVALID_PIN',
      'newPins.transferPin INVALID_PIN',
      'newPins.confirmationPin INVALID_PIN',
    ]);
  });

  it('names an account of three and seven digits, and an organization with a printable name', () => {
    expect(
      faults({
        kind: 'OPEN_CONTRACT',
        account: { branchCode: '1', accountType: 'CURRENT', accountNumber: '12345678' },
        organizationName: 'a\u0007',
        newPins: allPins,
      }),
    ).toEqual([
      'account.branchCode INVALID_ACCOUNT',
      'account.accountNumber INVALID_ACCOUNT',
      'organizationName UNPRINTABLE',
    ]);
  });
});
