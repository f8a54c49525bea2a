import type { HistoryEvent } from '../history/history-event';
import type { Organization } from './organization';

/** What a master sets for his organization (R10). */
export type OrganizationSettings = Pick<Organization, 'selfApprovalAllowed'>;

/** What an event says of a change: the value that holds from now on. */
export type SettingsReason = 'SELF_APPROVAL_ALLOWED' | 'SELF_APPROVAL_FORBIDDEN';

/** Changes the settings of organizations. */
export interface OrganizationSettingsRegister {
  /**
   * Sets them and appends an event for each reason, together or not at all. What is set already is no change, and no
   * event.
   */
  change(
    organizationId: string,
    settings: OrganizationSettings,
    event: (reason: SettingsReason) => HistoryEvent,
  ): Promise<Organization>;
}

/** What the history has to say of a change; nothing when it changes nothing. */
export function settingsReasons(
  before: OrganizationSettings,
  after: OrganizationSettings,
): readonly SettingsReason[] {
  if (before.selfApprovalAllowed === after.selfApprovalAllowed) return [];
  return [after.selfApprovalAllowed ? 'SELF_APPROVAL_ALLOWED' : 'SELF_APPROVAL_FORBIDDEN'];
}
