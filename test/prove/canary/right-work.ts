import { approvalStage, type ApprovalMember } from '../../e2e/support/approvals';
import { inquire, transfer } from '../../e2e/support/pins';
import type { TestGateway } from '../../support/gateway';
import { succeeds } from './succeeds';

/**
 * What people of the demo organization confirm with their passwords and PINs in a day, each with success: rights, settings,
 * requests and approvals, orders, sessions and devices.
 * @throws Error if one is refused, since a refusal would prove less
 */
export async function confirmRightWork(gateway: Pick<TestGateway, 'client' | 'query'>): Promise<void> {
  const { master, requester, approver, entries, waiting } = await approvalStage(gateway);
  await changeRights(master, requester);
  succeeds(await requester.submit(entries({ asDraft: true })), 'ApprovalRequestSaved');
  const [granted, returned, takenBack] = [await waiting(), await waiting(), await waiting()];
  succeeds(await approver.approve(granted), 'Approved');
  succeeds(await approver.cancel(granted), 'ApprovalCancelled');
  succeeds(await approver.remand(returned), 'ApprovalRequestRemanded');
  succeeds(await requester.remove(returned), 'ApprovalRequestDeleted');
  succeeds(await requester.withdraw(takenBack), 'ApprovalRequestWithdrawn');
  await approver.titles();
  succeeds(await inquire(master.client), 'InquiryAuthorized');
  succeeds(await transfer(master.client), 'TransferAuthorized');
  await leave(requester);
}

async function changeRights({ client, person }: ApprovalMember, { id }: ApprovalMember): Promise<void> {
  const { confirmationPassword } = person;
  const { version } = shownUser(await client.run('user', { id }));
  const rights = { userId: id, version, language: 'EN', confirmationPassword };
  succeeds(await client.run('update-user', { input: rights }), 'UserUpdated');
  const settings = { selfApprovalAllowed: true, confirmationPassword };
  succeeds(
    await client.run('update-organization-settings', { input: settings }),
    'OrganizationSettingsUpdated',
  );
}

async function leave({ client }: ApprovalMember): Promise<void> {
  const [device] = rows(await client.run('trusted-devices'));
  const forgetting = { input: { deviceId: device?.id } };
  succeeds(await client.run('forget-trusted-device', forgetting), 'TrustedDeviceForgotten');
  const [session] = rows(await client.run('sessions'));
  succeeds(await client.run('end-session', { input: { sessionId: session?.id } }), 'SessionEnded');
}

function shownUser(result: unknown): { readonly version: number } {
  return result as { readonly version: number };
}

function rows(result: unknown): readonly { readonly id: string }[] {
  return result as readonly { readonly id: string }[];
}
