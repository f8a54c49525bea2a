import type { UnionResult } from '../support/gateway-client';
import { openStage, type AdministrationStage } from './administration-stage';
import { otherOrganization } from './support/other-organization';
import { loggedIn, ODAWARA } from './support/people';

let stage: AdministrationStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

function set(selfApprovalAllowed: boolean, overrides: object = {}): Promise<UnionResult> {
  const { confirmationPassword } = stage;
  return stage.master.run('update-organization-settings', {
    input: { selfApprovalAllowed, confirmationPassword, ...overrides },
  });
}

async function stored(): Promise<unknown> {
  return (await stage.master.run('organization'))['selfApprovalAllowed'];
}

async function changes(): Promise<object[]> {
  return stage.gateway.query<object>(
    `SELECT reason, actor_user_id AS actor, organization_id IS NOT NULL AS "ofOrganization"
       FROM history_events WHERE type = 'ORGANIZATION_SETTINGS_CHANGED' ORDER BY id`,
  );
}

describe('R10 › whether one may approve one’s own request is a setting of the organization', () => {
  it('not allowed until the master says so', async () => {
    expect(await stored()).toBe(false);
    expect(await set(true)).toMatchObject({
      __typename: 'OrganizationSettingsUpdated',
      organization: { selfApprovalAllowed: true },
    });
    expect(await stored()).toBe(true);
  });

  it('everybody in the organization can read it', async () => {
    await set(true);
    const general = await loggedIn(stage.gateway, ODAWARA);
    const { data } = await general.send('{ viewer { organization { selfApprovalAllowed } } }');
    expect(data?.['viewer']).toEqual({ organization: { selfApprovalAllowed: true } });
  });

  it('the history tells each change and its new value; what is so already is no change', async () => {
    for (const value of [false, true, true, false]) await set(value);
    const event = { actor: stage.masterId, ofOrganization: true };
    expect(await changes()).toEqual([
      { ...event, reason: 'SELF_APPROVAL_ALLOWED' },
      { ...event, reason: 'SELF_APPROVAL_FORBIDDEN' },
    ]);
  });

  it('another organization keeps its own', async () => {
    const other = await otherOrganization(stage.gateway);
    await set(true);
    expect(await other.master.run('organization')).toMatchObject({ selfApprovalAllowed: false });
  });

  it('change and event stand or fall together', async () => {
    await stage.gateway.query(`ALTER TABLE history_events
      ADD CONSTRAINT broken CHECK (type <> 'ORGANIZATION_SETTINGS_CHANGED') NOT VALID`);
    const { confirmationPassword } = stage;
    const { errors } = await stage.master.runRaw('update-organization-settings', {
      input: { selfApprovalAllowed: true, confirmationPassword },
    });
    expect(errors).toHaveLength(1);
    expect(await stored()).toBe(false);
  });
});

describe('R3 › changing it needs the confirmation password', () => {
  it('a wrong one changes nothing', async () => {
    const result = await set(true, { confirmationPassword: 'Wrong-pw1' });
    expect(result.__typename).toBe('WrongConfirmationPassword');
    expect(await stored()).toBe(false);
    expect(await changes()).toEqual([]);
  });
});
