import type { MigrationInterface } from 'typeorm';
import { CreateOrganizationsAndUsers1763800000000 } from '../../../migrations/1763800000000-create-organizations-and-users';
import { CreateAttemptLocks1763800100000 } from '../../../migrations/1763800100000-create-attempt-locks';
import { CreateHistoryEvents1763800200000 } from '../../../migrations/1763800200000-create-history-events';
import { AddUserRights1763900000000 } from '../../../migrations/1763900000000-add-user-rights';
import { LetOrganizationsOwnPins1763900100000 } from '../../../migrations/1763900100000-let-organizations-own-pins';
import { CreateSecurityQuestions1763900200000 } from '../../../migrations/1763900200000-create-security-questions';
import { CreateTrustedDevices1763900300000 } from '../../../migrations/1763900300000-create-trusted-devices';
import { SealHistory1764000100000 } from '../../../migrations/1764000100000-seal-history';
import { CreateNotices1764000200000 } from '../../../migrations/1764000200000-create-notices';
import { CreatePaperProcedures1764000300000 } from '../../../migrations/1764000300000-create-paper-procedures';
import { CreateReceiptKeys1764000600000 } from '../../../migrations/1764000600000-create-receipt-keys';
import { AddOrganizationSettings1764100000000 } from '../../../migrations/1764100000000-add-organization-settings';
import { CreateApprovalRequests1764100100000 } from '../../../migrations/1764100100000-create-approval-requests';
import { LetStaffLeave1764150000000 } from '../../../migrations/1764150000000-let-staff-leave';
import { IndexCredentialsByOrganization1764500000000 } from '../../../migrations/1764500000000-index-credentials-by-organization';
import { IndexDeadNotices1764600000000 } from '../../../migrations/1764600000000-index-dead-notices';
import { LetHistoryNameObjects1764700000000 } from '../../../migrations/1764700000000-let-history-name-objects';
import { AddIdempotencyKeys1764700010000 } from '../../../migrations/1764700010000-add-idempotency-keys';
import { IndexWorkLists1764700020000 } from '../../../migrations/1764700020000-index-work-lists';

/** Every migration, oldest first, by name: what runs is what was reviewed, not what lies in a folder. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  CreateOrganizationsAndUsers1763800000000,
  CreateAttemptLocks1763800100000,
  CreateHistoryEvents1763800200000,
  AddUserRights1763900000000,
  LetOrganizationsOwnPins1763900100000,
  CreateSecurityQuestions1763900200000,
  CreateTrustedDevices1763900300000,
  SealHistory1764000100000,
  CreateNotices1764000200000,
  CreatePaperProcedures1764000300000,
  CreateReceiptKeys1764000600000,
  AddOrganizationSettings1764100000000,
  CreateApprovalRequests1764100100000,
  LetStaffLeave1764150000000,
  IndexCredentialsByOrganization1764500000000,
  IndexDeadNotices1764600000000,
  LetHistoryNameObjects1764700000000,
  AddIdempotencyKeys1764700010000,
  IndexWorkLists1764700020000,
];
