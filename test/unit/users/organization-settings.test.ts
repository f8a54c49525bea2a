import { settingsReasons } from '../../../src/users/organization-settings';

describe('R10 › what the history says of the settings', () => {
  it.each([
    [false, true, ['SELF_APPROVAL_ALLOWED']],
    [true, false, ['SELF_APPROVAL_FORBIDDEN']],
    [true, true, []],
    [false, false, []],
  ])('from %s to %s: %j', (before, after, reasons) => {
    expect(settingsReasons({ selfApprovalAllowed: before }, { selfApprovalAllowed: after })).toEqual(reasons);
  });
});
