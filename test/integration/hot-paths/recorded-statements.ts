import { Client } from 'pg';

/** A statement as it went to Postgres. */
export interface RecordedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Listens to what the gateway of this process says to Postgres. */
export interface StatementRecorder {
  /** What was said while `work` ran, and until `enough`. */
  during(
    work: () => Promise<unknown>,
    enough?: (statements: readonly RecordedStatement[]) => boolean,
  ): Promise<readonly RecordedStatement[]>;
  stop(): void;
}

const PLANNED = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i;
const WITHIN_MS = 10_000;

/** Listens at the driver, below everything of ours, so that no statement has to be copied by hand. */
export function recordStatements(): StatementRecorder {
  let heard: RecordedStatement[] | null = null;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the driver's method has a dozen overloads
  const original = Client.prototype.query as (...args: any[]) => any;
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (
    this: Client,
    ...args: unknown[]
  ) {
    const statement = statementOf(args);
    if (statement !== null && PLANNED.test(statement.text)) heard?.push(statement);
    return original.apply(this, args) as never;
  });
  return {
    during: async (work, enough = () => true) => {
      const statements: RecordedStatement[] = [];
      heard = statements;
      try {
        await work();
        const impatientAt = Date.now() + WITHIN_MS;
        while (!enough(statements)) {
          if (Date.now() > impatientAt) throw new Error('the gateway does not say what was waited for');
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return statements;
      } finally {
        heard = null;
      }
    },
    stop: () => {
      spy.mockRestore();
    },
  };
}

function statementOf([first, second]: readonly unknown[]): RecordedStatement | null {
  if (typeof first === 'string') return { text: first, values: Array.isArray(second) ? second : [] };
  const { text, values } = first as { readonly text?: unknown; readonly values?: readonly unknown[] };
  return typeof text === 'string' ? { text, values: values ?? [] } : null;
}
