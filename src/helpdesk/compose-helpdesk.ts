import type { DataSource } from 'typeorm';
import { PostgresSecurityAnswers } from '../additional-authentication/postgres-security-answers';
import { PostgresTrustedDevices } from '../additional-authentication/postgres-trusted-devices';
import type { History } from '../history/history';
import { AddStaff, type AddStaffPorts } from './add-staff';
import { PostgresStaffRegister } from './postgres-staff-register';
import { RemoveStaff, type RemoveStaffPorts } from './remove-staff';
import type { StaffRegister } from './staff-register';

/** What the administration of the helpdesk is made of. */
export type HelpdeskParts = Omit<AddStaffPorts & RemoveStaffPorts, 'register'> & {
  readonly dataSource: DataSource;
  readonly history: History;
};

/** What the operator does with the staff. */
export interface Helpdesk {
  readonly adding: AddStaff;
  readonly removal: RemoveStaff;
  readonly staff: Pick<StaffRegister, 'all'>;
}

/** Puts the administration of the helpdesk together; the composition root calls it once. */
export function composeHelpdesk(parts: HelpdeskParts): Helpdesk {
  const { dataSource, history } = parts;
  const register = new PostgresStaffRegister(
    dataSource,
    history,
    new PostgresSecurityAnswers(dataSource),
    new PostgresTrustedDevices(dataSource),
  );
  return {
    adding: new AddStaff({ ...parts, register }),
    removal: new RemoveStaff({ ...parts, register }),
    staff: register,
  };
}
