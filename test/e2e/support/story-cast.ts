import type { Person } from './story-people';

/** The master of the organization that comes. */
export const NAGISA: Person = {
  name: '新居 渚',
  loginId: 'arai2024',
  loginPassword: 'Hamana-25q',
  confirmationPassword: 'Imagire#4w',
  securityAnswers: [
    { questionId: 1, answer: 'カモメ' },
    { questionId: 4, answer: '銀河鉄道の夜' },
    { questionId: 8, answer: '浜松' },
  ],
};

/** A general user of hers, as she is once her first login is over. */
export const IZUMI: Person = {
  name: '湯河原 泉',
  loginId: 'yugawara9',
  loginPassword: 'Ebisu#4torii',
  confirmationPassword: 'Gakeo~87mi',
  securityAnswers: [
    { questionId: 1, answer: 'ポチ' },
    { questionId: 2, answer: '田中' },
    { questionId: 3, answer: '裏山' },
  ],
};
