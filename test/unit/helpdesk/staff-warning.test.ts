import { staffWarning } from '../../../src/helpdesk/command/render-staff';

describe('R6 › the operator is warned', () => {
  it('below two staff that no form can be carried out, at two that nobody can be restored, from three on of nothing', () => {
    expect(staffWarning(0)).toContain('There are 0 staff. The helpdesk needs 3: who receives a form');
    expect(staffWarning(1)).toContain(
      'There is 1 member of staff. The helpdesk needs 3: who receives a form',
    );
    expect(staffWarning(2)).toContain('There are 2 staff. The helpdesk needs 3: who forgets a secret');
    expect(staffWarning(3)).toBe('');
  });
});
