import type { Confirmation, ConfirmationRefusal } from '../credentials/confirmation';
import type { Clock } from '../platform/clock';
import type { ActingUser } from './acting-user';
import type { Organization } from './organization';
import type { OrganizationSettings, OrganizationSettingsRegister } from './organization-settings';

export interface UpdateOrganizationSettingsRequest extends OrganizationSettings {
  readonly confirmationPassword: string;
}

export type UpdateOrganizationSettingsOutcome =
  | { readonly kind: 'UPDATED'; readonly organization: Organization }
  | { readonly kind: 'CONFIRMATION_REFUSED'; readonly refusal: ConfirmationRefusal };

/** The master sets what holds for everybody in his organization (R3, R10). */
export class UpdateOrganizationSettings {
  constructor(
    private readonly confirmation: Confirmation,
    private readonly register: OrganizationSettingsRegister,
    private readonly clock: Clock,
  ) {}

  async run(
    master: ActingUser,
    { confirmationPassword, selfApprovalAllowed }: UpdateOrganizationSettingsRequest,
  ): Promise<UpdateOrganizationSettingsOutcome> {
    const { id, organizationId, origin, caller } = master;
    const confirmed = await this.confirmation.confirm(master, confirmationPassword, origin, caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    const organization = await this.register.change(organizationId, { selfApprovalAllowed }, (reason) => ({
      type: 'ORGANIZATION_SETTINGS_CHANGED',
      occurredAt: this.clock.now(),
      organizationId,
      actorUserId: id,
      subjectUserId: null,
      credentialKind: null,
      origin,
      reason,
    }));
    return { kind: 'UPDATED', organization };
  }
}
