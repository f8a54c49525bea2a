import type { Role } from '../users/user';

/** A demo user, his secrets in the clear. Exists in demo mode only, never in production. */
export interface DemoUser {
  readonly role: Role;
  readonly loginId: string;
  readonly loginPassword: string;
  readonly confirmationPassword: string;
  readonly name: string;
  readonly email: string;
}

/** The demo organization's representative account. */
export const DEMO_ORGANIZATION = {
  name: '関所商事株式会社',
  branchCode: '001',
  accountType: 'ORDINARY',
  accountNumber: '7654321',
} as const;

/** The users that the embedded start creates: one master, three general users, and a staff pair for four eyes. */
export const DEMO_USERS: readonly DemoUser[] = [
  user('MASTER', 'hakone01', 'Ashi-no-ko7', 'Otaki#92ri', '箱根 守', 'master'),
  user('GENERAL', 'odawara1', 'Kamaboko~31', 'Umeboshi*8', '小田原 花', 'odawara'),
  user('GENERAL', 'mishima2', 'Unagi+4dori', 'Fuji!mizu6', '三島 渡', 'mishima'),
  user('GENERAL', 'numazu03', 'Himono&55g', 'Suruga=wan2', '沼津 海', 'numazu'),
  user('STAFF', 'helpdesk1', 'Banken$83x', 'Tegata_90q', '窓口 一郎', 'helpdesk1'),
  user('STAFF', 'helpdesk2', 'Tsukai%27v', 'Norito?64z', '窓口 二子', 'helpdesk2'),
];

function user(
  role: Role,
  loginId: string,
  loginPassword: string,
  confirmationPassword: string,
  name: string,
  mailbox: string,
): DemoUser {
  return { role, loginId, loginPassword, confirmationPassword, name, email: `${mailbox}@example.com` };
}
