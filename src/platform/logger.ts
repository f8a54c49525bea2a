import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * To standard output, some lines at once, since each write is a system call that the requests wait for. None stays behind
 * for more than a second, nor when the process ends by itself (pino writes the rest at `exit`).
 */
const COLLECTED = { dest: 1, sync: false, minLength: 4_096, periodicFlush: 1_000 } as const;

/** For a log that keeps silent: nothing is opened, and no timer flushes what never comes. */
const NOWHERE: DestinationStream = { write: () => undefined };

/** Fields that could hold a secret, wherever a log line carries them; a second net below never logging them at all. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'loginId',
  'loginPassword',
  'confirmationPassword',
  'temporaryLoginPassword',
  'sessionToken',
  'variables',
  'query',
  'parameters',
];

/**
 * A structured logger (one JSON object a line, ISO 8601 times) that shows neither secrets nor what users typed. Each line
 * names the trace that it was written in, if there is one.
 */
export function createLogger(
  level: string,
  destination?: DestinationStream,
  traceId: () => string | null = () => null,
): Logger {
  return pino(
    {
      level,
      base: null,
      mixin: () => {
        const trace = traceId();
        return trace === null ? {} : { traceId: trace };
      },
      timestamp: stdTimeFunctions.isoTime,
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]),
        censor: '[hidden]',
      },
      serializers: { err: describeFault },
    },
    destination ?? (level === 'silent' ? NOWHERE : pino.destination(COLLECTED)),
  );
}

interface FaultDescription {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: FaultDescription;
}

/**
 * What of a fault is logged. Database errors carry their statement's parameters, so that a fault is described by named
 * fields only, never copied.
 */
function describeFault(fault: unknown): FaultDescription {
  if (!(fault instanceof Error)) return { type: typeof fault, message: 'not an Error' };
  const { code } = fault as { code?: unknown };
  return {
    type: fault.name,
    message: fault.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(fault.stack === undefined ? {} : { stack: fault.stack }),
    ...(fault.cause === undefined ? {} : { cause: describeFault(fault.cause) }),
  };
}
