import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ten questions of additional authentication (R8, Q13), in both languages. */
const QUESTIONS: readonly (readonly [id: number, ja: string, en: string])[] = [
  [1, '初めて飼った生き物の名前は何ですか', 'What was the name of your first pet?'],
  [2, '小学校の担任の先生の名字は何ですか', 'What was the family name of a primary school teacher of yours?'],
  [3, '子供の頃に好きだった遊び場はどこですか', 'Where did you like best to play as a child?'],
  [4, '初めて読破した本の題名は何ですか', 'What is the title of the first book that you read to the end?'],
  [5, '初めて一人で旅行した場所はどこですか', 'Where did you first travel alone?'],
  [6, '学生時代に苦手だった科目は何ですか', 'Which subject was your weakest at school?'],
  [7, '初めて買った音楽の曲名は何ですか', 'What was the first song that you bought?'],
  [8, '祖父または祖母の出身地はどこですか', 'Where did one of your grandparents come from?'],
  [9, '子供の頃になりたかった職業は何ですか', 'What did you want to become as a child?'],
  [10, '初めて乗った乗り物の愛称は何ですか', 'What did you call the first vehicle of your own?'],
];

export class CreateSecurityQuestions1763900200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE security_questions (
        id smallint PRIMARY KEY,
        ja text NOT NULL,
        en text NOT NULL
      )`);
    for (const question of QUESTIONS) {
      await queryRunner.query(`INSERT INTO security_questions (id, ja, en) VALUES ($1, $2, $3)`, [
        ...question,
      ]);
    }
    await queryRunner.query(`
      CREATE TABLE security_answers (
        user_id        uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        question_id    smallint NOT NULL REFERENCES security_questions (id),
        answer_hash    text NOT NULL CHECK (answer_hash LIKE '$argon2id$%'),
        pepper_version smallint NOT NULL CHECK (pepper_version > 0),
        PRIMARY KEY (user_id, question_id)
      )`);
    // The question once asked stays the question until it is answered, so that nobody can shop for an easier one.
    await queryRunner.query(
      `ALTER TABLE users ADD COLUMN pending_question_id smallint REFERENCES security_questions (id)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE users DROP COLUMN pending_question_id`);
    await queryRunner.query(`DROP TABLE security_answers`);
    await queryRunner.query(`DROP TABLE security_questions`);
  }
}
