import { randomInt } from 'node:crypto';
import { DEMO_ORGANIZATION, DEMO_USERS, type DemoUser } from '../../../src/demo/demo-accounts';
import type { TestGateway } from '../../support/gateway';
import type { GatewayClient, UnionResult } from '../../support/gateway-client';
import { loggedIn } from './people';

/** The account of the demo organization as forms name it. */
export const ACCOUNT = {
  branchCode: DEMO_ORGANIZATION.branchCode,
  accountType: DEMO_ORGANIZATION.accountType,
  accountNumber: DEMO_ORGANIZATION.accountNumber,
} as const;

/** A member of staff with a session, who confirms each step with his confirmation password. */
export class Clerk {
  private constructor(
    readonly person: DemoUser,
    readonly client: GatewayClient,
  ) {}

  /** The demo's clerk of this number, 1 to 3, logged in. */
  static async at(gateway: Pick<TestGateway, 'client'>, number: 1 | 2 | 3): Promise<Clerk> {
    const person = DEMO_USERS.find(({ loginId }) => loginId === `helpdesk${number}`);
    if (person === undefined) throw new Error('no such clerk');
    return new Clerk(person, await loggedIn(gateway, person));
  }

  receive(kind: string, entries: object = {}): Promise<UnionResult> {
    return this.client.run('receive-paper-procedure', { input: this.form(kind, entries) });
  }

  /** Receives a form that has no faults and gives the procedure's identifier. */
  async received(kind: string, entries: object = {}): Promise<string> {
    const result = await this.receive(kind, entries);
    if (result.__typename !== 'PaperProcedureReceived') throw new Error(JSON.stringify(result));
    return (result['procedure'] as { id: string }).id;
  }

  verify(procedureId: string): Promise<UnionResult> {
    return this.step('verify', procedureId);
  }

  execute(procedureId: string): Promise<UnionResult> {
    return this.step('execute', procedureId);
  }

  reject(procedureId: string, reason = 'SEAL_MISMATCH'): Promise<UnionResult> {
    return this.step('reject', procedureId, { reason });
  }

  /** Verifies and executes what a colleague received. */
  async carryOut(procedureId: string): Promise<UnionResult> {
    const verified = await this.verify(procedureId);
    if (verified.__typename !== 'PaperProcedureVerified') throw new Error(JSON.stringify(verified));
    return this.execute(procedureId);
  }

  step(step: string, procedureId: string, entries: object = {}): Promise<UnionResult> {
    const { confirmationPassword } = this.person;
    return this.client.run(`${step}-paper-procedure`, {
      input: { procedureId, confirmationPassword, ...entries },
    });
  }

  private form(kind: string, entries: object): object {
    const { confirmationPassword } = this.person;
    return { kind, formReference: newReference(), account: ACCOUNT, confirmationPassword, ...entries };
  }
}

/** The number of a form that nobody has received yet. */
export function newReference(): string {
  return `F-${String(randomInt(1e12)).padStart(12, '0')}`;
}

/** The state of a procedure, as the database has it. */
export async function stateOf(gateway: TestGateway, procedureId: string): Promise<string | undefined> {
  const [row] = await gateway.query<{ state: string }>(`SELECT state FROM paper_procedures WHERE id = $1`, [
    procedureId,
  ]);
  return row?.state;
}
