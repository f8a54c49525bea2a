import type { DataSource } from 'typeorm';
import type { History } from '../history/history';
import type { HistoryEvent } from '../history/history-event';
import type { Organization } from './organization';
import { OrganizationEntity } from './organization-entity';
import {
  settingsReasons,
  type OrganizationSettings,
  type OrganizationSettingsRegister,
  type SettingsReason,
} from './organization-settings';

/** Changes the settings of organizations in Postgres. */
export class PostgresOrganizationSettings implements OrganizationSettingsRegister {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
  ) {}

  change(
    organizationId: string,
    { selfApprovalAllowed }: OrganizationSettings,
    event: (reason: SettingsReason) => HistoryEvent,
  ): Promise<Organization> {
    return this.dataSource.transaction(async (transaction) => {
      // Locked first, so that of two changes to the same value one is a change, and the history tells it once.
      const before = await transaction.findOneOrFail(OrganizationEntity, {
        where: { id: organizationId },
        lock: { mode: 'for_no_key_update' },
      });
      const reasons = settingsReasons(before, { selfApprovalAllowed });
      if (reasons.length > 0) {
        await transaction.update(OrganizationEntity, { id: organizationId }, { selfApprovalAllowed });
      }
      for (const reason of reasons) await this.history.append(event(reason), transaction);
      return Object.assign(before, { selfApprovalAllowed });
    });
  }
}
