import type { MigrationInterface } from 'typeorm';
import { CreateOrganizationsAndUsers1763800000000 } from '../../../migrations/1763800000000-create-organizations-and-users';
import { CreateAttemptLocks1763800100000 } from '../../../migrations/1763800100000-create-attempt-locks';
import { CreateHistoryEvents1763800200000 } from '../../../migrations/1763800200000-create-history-events';

/** Every migration, oldest first, by name: what runs is what was reviewed, not what lies in a folder. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  CreateOrganizationsAndUsers1763800000000,
  CreateAttemptLocks1763800100000,
  CreateHistoryEvents1763800200000,
];
