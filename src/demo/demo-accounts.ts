import type { AnswerEntry } from '../additional-authentication/answer-rule';
import type { Pins } from '../credentials/pins/hash-pins';
import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import type { Role } from '../users/user';

/** A demo organization with its PINs in the clear. Exists in demo mode only, never in production. */
export interface DemoOrganization extends RepresentativeAccount {
  readonly name: string;
  readonly pins: Pins;
}

/** A demo user, his secrets in the clear. Exists in demo mode only, never in production. */
export interface DemoUser {
  readonly role: Role;
  readonly loginId: string;
  readonly loginPassword: string;
  readonly confirmationPassword: string;
  readonly name: string;
  readonly email: string;
  readonly securityAnswers: readonly AnswerEntry[];
}

/** The organization of the demo users. */
export const DEMO_ORGANIZATION: DemoOrganization = {
  name: '関所商事株式会社',
  branchCode: '001',
  accountType: 'ORDINARY',
  accountNumber: '7654321',
  pins: { INQUIRY_PIN: '4126', TRANSFER_PIN: '7391', CONFIRMATION_PIN: '5804', APPROVAL_PIN: '2657' },
};

/** An organization without a master, for trying the first registration (R2). */
export const DEMO_NEWCOMER: DemoOrganization = {
  name: '新居水産株式会社',
  branchCode: '002',
  accountType: 'CURRENT',
  accountNumber: '3050912',
  pins: { INQUIRY_PIN: '6038', TRANSFER_PIN: '1947', CONFIRMATION_PIN: '8520', APPROVAL_PIN: '3716' },
};

/** The users that the embedded start creates: one master, three general users, and three staff: a pair for four eyes, and one whom they can restore. */
export const DEMO_USERS: readonly DemoUser[] = [
  user('MASTER', 'hakone01', 'Ashi-no-ko7', 'Otaki#92ri', '箱根 守', 'master', ['ポチ', '鈴木', '裏山']),
  user('GENERAL', 'odawara1', 'Kamaboko~31', 'Umeboshi*8', '小田原 花', 'odawara', [
    'タマ',
    '佐藤',
    '城址公園',
  ]),
  user('GENERAL', 'mishima2', 'Unagi+4dori', 'Fuji!mizu6', '三島 渡', 'mishima', ['クロ', '高橋', '水辺']),
  user('GENERAL', 'numazu03', 'Himono&55g', 'Suruga=wan2', '沼津 海', 'numazu', ['金魚', '田中', '千本浜']),
  user('STAFF', 'helpdesk1', 'Banken$83x', 'Tegata_90q', '窓口 一郎', 'helpdesk1', ['ミケ', '伊藤', '神社']),
  user('STAFF', 'helpdesk2', 'Tsukai%27v', 'Norito?64z', '窓口 二子', 'helpdesk2', ['シロ', '渡辺', '河原']),
  user('STAFF', 'helpdesk3', 'Hikyaku&58w', 'Ema#kake41', '窓口 三郎', 'helpdesk3', [
    'チャコ',
    '山本',
    '土手',
  ]),
];

function user(
  role: Role,
  loginId: string,
  loginPassword: string,
  confirmationPassword: string,
  name: string,
  mailbox: string,
  answers: readonly string[],
): DemoUser {
  return {
    role,
    loginId,
    loginPassword,
    confirmationPassword,
    name,
    email: `${mailbox}@example.com`,
    // To the first questions of the list: a pet, a teacher, a place to play.
    securityAnswers: answers.map((answer, index) => ({ questionId: index + 1, answer })),
  };
}
