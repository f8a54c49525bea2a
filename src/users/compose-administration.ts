import type { DataSource } from 'typeorm';
import { CreateUser, type CreateUserPorts } from './create-user';
import { DeleteUser, type DeleteUserPorts } from './delete-user';
import { PostgresOrganizationSettings } from './postgres-organization-settings';
import { PostgresUserRegister } from './postgres-user-register';
import { PostgresUserRemoval } from './postgres-user-removal';
import { PostgresUserRevision } from './postgres-user-revision';
import { Suspension, type SuspensionPorts } from './suspension';
import { UpdateOrganizationSettings } from './update-organization-settings';
import { UpdateUser } from './update-user';

/** What the administration of users is made of. */
export type AdministrationParts = Omit<
  CreateUserPorts & DeleteUserPorts & SuspensionPorts,
  'register' | 'removal'
> & {
  readonly dataSource: DataSource;
};

/** The use cases of the administration. */
export interface Administration {
  readonly createUser: CreateUser;
  readonly updateUser: UpdateUser;
  readonly deleteUser: DeleteUser;
  readonly suspension: Suspension;
  readonly organizationSettings: UpdateOrganizationSettings;
}

/** Puts the master's administration of users together (R2, R5); the composition root calls it once. */
export function composeAdministration(parts: AdministrationParts, generalUserLimit: number): Administration {
  const { dataSource, history, confirmation, clock } = parts;
  return {
    createUser: new CreateUser(
      { ...parts, register: new PostgresUserRegister(dataSource, history) },
      generalUserLimit,
    ),
    updateUser: new UpdateUser(confirmation, new PostgresUserRevision(dataSource, history), clock),
    deleteUser: new DeleteUser({ ...parts, removal: new PostgresUserRemoval(dataSource, history) }),
    suspension: new Suspension(parts),
    organizationSettings: new UpdateOrganizationSettings(
      confirmation,
      new PostgresOrganizationSettings(dataSource, history),
      clock,
    ),
  };
}
