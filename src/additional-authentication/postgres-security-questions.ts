import type { DataSource } from 'typeorm';
import type { SecurityQuestion, SecurityQuestions } from './security-question';

/** A row of `security_questions`. */
export interface QuestionRow {
  readonly id: number;
  readonly ja: string;
  readonly en: string;
}

/** The questions in Postgres, as the migration wrote them. */
export class PostgresSecurityQuestions implements SecurityQuestions {
  constructor(private readonly dataSource: DataSource) {}

  async all(): Promise<readonly SecurityQuestion[]> {
    const rows = await this.dataSource.query<QuestionRow[]>(
      `SELECT id, ja, en FROM security_questions ORDER BY id`,
    );
    return rows.map(questionFrom);
  }
}

export function questionFrom({ id, ja, en }: QuestionRow): SecurityQuestion {
  return { id, text: { ja, en } };
}
