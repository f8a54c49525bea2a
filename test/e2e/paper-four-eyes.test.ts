import { startGateway, type TestGateway } from '../support/gateway';
import { historyOf } from './support/entries';
import { Clerk, newReference, stateOf } from './support/paper';
import { idOf, loggedIn, MASTER, ODAWARA } from './support/people';

let gateway: TestGateway;
let clerkA: Clerk;
let clerkB: Clerk;
let clerkC: Clerk;

beforeAll(async () => {
  gateway = await startGateway();
  clerkA = await Clerk.at(gateway, 1);
  clerkB = await Clerk.at(gateway, 2);
  clerkC = await Clerk.at(gateway, 3);
});
afterAll(() => gateway.close());

const pins = { newPins: { approvalPin: '9042' } };

describe('R6: four eyes in code', () => {
  it('who received neither verifies nor executes; nothing changes', async () => {
    const id = await clerkA.received('CHANGE_PINS', pins);
    const own = { __typename: 'NotApplicable', code: 'OWN_RECEIPT' };
    expect(await clerkA.verify(id)).toMatchObject(own);
    expect(await clerkA.execute(id)).toMatchObject(own);
    expect(await stateOf(gateway, id)).toBe('RECEIVED');
    await clerkB.verify(id);
    expect(await clerkA.execute(id)).toMatchObject(own);
    expect(await stateOf(gateway, id)).toBe('VERIFIED');
    expect((await clerkC.execute(id)).__typename).toBe('PaperProcedureExecuted');
    expect(await clerkA.execute(id)).toMatchObject(own);
  });

  it('nothing is executed before it was verified, nor after it was rejected', async () => {
    const id = await clerkA.received('CHANGE_PINS', pins);
    expect(await clerkB.execute(id)).toMatchObject({ code: 'NOT_VERIFIED' });
    expect(await clerkA.reject(id, 'ENTERED_WRONGLY')).toMatchObject({
      __typename: 'PaperProcedureRejected',
      procedure: { state: 'REJECTED', rejectionReason: 'ENTERED_WRONGLY' },
    });
    expect(await clerkB.verify(id)).toMatchObject({ code: 'ALREADY_REJECTED' });
    expect(await clerkB.execute(id)).toMatchObject({ code: 'ALREADY_REJECTED' });
  });

  it('each step is in the history, with the kind, the organization, the master and who acted', async () => {
    const id = await clerkA.received('CHANGE_PINS', pins);
    await clerkB.verify(id);
    await clerkC.reject(id);
    const events = await gateway.query(
      `SELECT type, reason, actor_user_id AS actor, subject_user_id AS subject, organization_id IS NOT NULL AS known,
              object_kind AS kind, object_id AS form
         FROM history_events WHERE type LIKE 'PAPER_%' ORDER BY id DESC LIMIT 3`,
    );
    const subject = await idOf(gateway, MASTER);
    const clerks = [clerkC, clerkB, clerkA].map(({ person }) => idOf(gateway, person));
    const types = ['PAPER_REJECTED', 'PAPER_VERIFIED', 'PAPER_RECEIVED'];
    expect(events).toEqual(
      (await Promise.all(clerks)).map((actor, place) => ({
        type: types[place],
        reason: 'CHANGE_PINS',
        actor,
        subject,
        known: true,
        kind: 'PAPER_PROCEDURE',
        form: id,
      })),
    );
  });
});

describe('R6: four eyes in the database', () => {
  const forge = (id: string, assignments: string, values: readonly unknown[] = []): Promise<unknown[]> =>
    gateway.query(`UPDATE paper_procedures SET ${assignments} WHERE id = $1`, [id, ...values]);

  it('refuses a verifier or executor who received, whatever the code does', async () => {
    const clerk = await idOf(gateway, clerkA.person);
    const id = await clerkA.received('CHANGE_PINS', pins);
    const rule = 'paper_procedures_four_eyes';
    const verifying = `state = 'VERIFIED', verified_by = $2, verified_at = now()`;
    await expect(forge(id, verifying, [clerk])).rejects.toThrow(rule);
    await clerkB.verify(id);
    const executing = `state = 'EXECUTED', executed_by = $2, executed_at = now()`;
    await expect(forge(id, executing, [clerk])).rejects.toThrow(rule);
  });

  it('refuses to rewrite who received or verified, and what stands on the form', async () => {
    const clerk = await idOf(gateway, clerkC.person);
    const id = await clerkA.received('CHANGE_PINS', pins);
    await clerkB.verify(id);
    for (const forgery of ['received_by = $2', 'verified_by = $2', 'subject_user_id = $2']) {
      await expect(forge(id, forgery, [clerk])).rejects.toThrow(
        'what was entered of a paper procedure stays',
      );
    }
    await expect(forge(id, `account_number = '0000001'`)).rejects.toThrow('stays');
  });

  it('refuses every step that is not in the table of states, and a step that nobody took', async () => {
    const clerk = await idOf(gateway, clerkB.person);
    const id = await clerkA.received('CHANGE_PINS', pins);
    const executing = `state = 'EXECUTED', executed_by = $2, executed_at = now()`;
    await expect(forge(id, executing, [clerk])).rejects.toThrow('does not go from RECEIVED to EXECUTED');
    await expect(forge(id, `state = 'VERIFIED'`)).rejects.toThrow('paper_procedures_verified_by_somebody');
    await clerkB.carryOut(id);
    await expect(forge(id, `state = 'RECEIVED'`)).rejects.toThrow('does not go from EXECUTED to RECEIVED');
    await expect(forge(id, `state = 'REJECTED'`)).rejects.toThrow('does not go from EXECUTED to REJECTED');
  });

  it('refuses a procedure that begins as anything but received', async () => {
    await expect(
      gateway.query(
        `INSERT INTO paper_procedures (id, kind, state, form_reference, branch_code, account_type, account_number,
           received_by, received_at, verified_by, verified_at)
         SELECT gen_random_uuid(), 'CHANGE_PINS', 'VERIFIED', $1, '001', 'ORDINARY', '7654321', a.id, now(), b.id, now()
           FROM users a, users b WHERE a.login_id = $2 AND b.login_id = $3`,
        [newReference(), clerkA.person.loginId, clerkB.person.loginId],
      ),
    ).rejects.toThrow('begins as RECEIVED');
  });

  it('refuses a clerk a hand in restoring himself', async () => {
    const id = await clerkA.received('RESTORE_STAFF', {
      account: null,
      staffEmail: clerkB.person.email,
      temporaryLoginPassword: 'Kago%73haru',
    });
    const verifying = `state = 'VERIFIED', verified_by = $2, verified_at = now()`;
    await expect(forge(id, verifying, [await idOf(gateway, clerkB.person)])).rejects.toThrow(
      'paper_procedures_nobody_restores_himself',
    );
  });
});

describe('R3: each step asks for the confirmation password', () => {
  it.each(['verify', 'execute', 'reject'])('%s with a wrong one changes nothing', async (step) => {
    const id = await clerkA.received('CHANGE_PINS', pins);
    const entries = {
      confirmationPassword: 'wrong-1',
      ...(step === 'reject' ? { reason: 'ILLEGIBLE' } : {}),
    };
    expect((await clerkB.step(step, id, entries)).__typename).toBe('WrongConfirmationPassword');
    expect(await stateOf(gateway, id)).toBe('RECEIVED');
    // A right one clears the failure again.
    await clerkB.verify(id);
  });

  it('receiving with a wrong one keeps nothing of the form', async () => {
    const formReference = newReference();
    const entries = { ...pins, formReference, confirmationPassword: 'wrong-1' };
    expect((await clerkA.receive('CHANGE_PINS', entries)).__typename).toBe('WrongConfirmationPassword');
    const found = await gateway.query(`SELECT FROM paper_procedures WHERE form_reference = $1`, [
      formReference,
    ]);
    expect(found).toEqual([]);
    await clerkA.received('CHANGE_PINS', pins);
  });
});

describe('the authorization of paper procedures', () => {
  const input = { procedureId: 'any', confirmationPassword: 'any' };
  const account = { branchCode: '001', accountType: 'ORDINARY', accountNumber: '7654321' };
  const staffOperations: readonly (readonly [string, object])[] = [
    ['paper-procedures', {}],
    ['find-organization', { account }],
    [
      'receive-paper-procedure',
      { input: { kind: 'CHANGE_PINS', formReference: 'F-0001', confirmationPassword: 'any' } },
    ],
    ['verify-paper-procedure', { input }],
    ['execute-paper-procedure', { input }],
    ['reject-paper-procedure', { input: { ...input, reason: 'ILLEGIBLE' } }],
  ];

  it.each([MASTER, ODAWARA])('customers, such as a $role, are refused every one', async (person) => {
    const client = await loggedIn(gateway, person);
    for (const [operation, variables] of staffOperations) {
      const { errors } = await client.runRaw(operation, variables);
      expect([operation, errors[0]?.extensions.code]).toEqual([operation, 'FORBIDDEN']);
    }
  });

  it('strangers are refused every one', async () => {
    for (const [operation, variables] of staffOperations) {
      const { errors } = await gateway.client().runRaw(operation, variables);
      expect([operation, errors[0]?.extensions.code]).toEqual([operation, 'UNAUTHENTICATED']);
    }
  });

  it('staff are refused what a master does on screen', async () => {
    for (const [operation, variables] of [
      ['users', {}],
      ['organization', {}],
      ['suspend-user', { input: { userId: 'any', confirmationPassword: 'any' } }],
    ] as const) {
      const { errors } = await clerkA.client.runRaw(operation, variables);
      expect([operation, errors[0]?.extensions.code]).toEqual([operation, 'FORBIDDEN']);
    }
  });

  it('a procedure that does not exist is not found, whatever its identifier looks like', async () => {
    for (const id of ['any', '00000000-0000-4000-8000-000000000000']) {
      expect((await clerkA.verify(id)).__typename).toBe('NotFound');
      expect((await clerkA.execute(id)).__typename).toBe('NotFound');
      expect((await clerkA.reject(id)).__typename).toBe('NotFound');
    }
  });
});

describe('R6: a staff account is restored by another pair of staff', () => {
  it('with a temporary password to be changed; everything else is set anew', async () => {
    const local = await startGateway({ FAILURES_PER_LOCKOUT: '3', LOCKOUTS_PER_SUSPENSION: '1' });
    try {
      const [a, b, c] = [
        await Clerk.at(local, 1),
        await Clerk.at(local, 2),
        await Clerk.at(local, 3),
      ] as const;
      const { loginId, email, loginPassword } = c.person;
      for (let entry = 0; entry < 3; entry += 1) await local.client().login(loginId, 'wrong-1');
      expect((await local.client().login(loginId, loginPassword)).__typename).toBe('Suspended');

      const entries = { account: null, staffEmail: email, temporaryLoginPassword: 'Kago%73haru' };
      const own = await a.receive('RESTORE_STAFF', { ...entries, staffEmail: a.person.email });
      expect(own).toMatchObject({ __typename: 'NotApplicable', code: 'OWN_ACCOUNT' });
      const weak = await a.receive('RESTORE_STAFF', { ...entries, temporaryLoginPassword: 'abc' });
      expect(weak).toMatchObject({
        __typename: 'InvalidInput',
        violations: expect.arrayContaining([
          expect.objectContaining({ field: 'temporaryLoginPassword', code: 'TOO_SHORT' }),
        ]),
      });
      const unknown = await a.receive('RESTORE_STAFF', { ...entries, staffEmail: 'nobody@example.com' });
      expect(unknown).toMatchObject({ violations: [{ field: 'staffEmail', code: 'UNKNOWN_STAFF_MEMBER' }] });

      const id = await a.received('RESTORE_STAFF', entries);
      expect((await b.carryOut(id)).__typename).toBe('PaperProcedureExecuted');
      expect((await local.client().login(loginId, loginPassword)).__typename).toBe('InvalidCredentials');
      const restored = local.client();
      expect((await restored.loginOnly(loginId, 'Kago%73haru')).__typename).toBe('LoggedIn');
      expect(await restored.run('viewer')).toMatchObject({
        role: 'STAFF',
        requiredActions: ['CHANGE_LOGIN_PASSWORD', 'SET_CONFIRMATION_PASSWORD', 'REGISTER_SECURITY_ANSWERS'],
      });
      expect(await historyOf(local, await idOf(local, c.person))).toEqual(
        expect.arrayContaining([
          'PAPER_EXECUTED RESTORE_STAFF',
          'SECRET_RESET BY_PAPER',
          'SUSPENSION_RELEASED BY_PAPER',
        ]),
      );
    } finally {
      await local.close();
    }
  });
});
