import { flag, integer } from './parsers';
import { peppers } from './secret-parsers';
import { optionalSetting, secretSetting, setting } from './setting';

/** Hashing of secrets (argon2id) and what a secret must look like (R1). */
export const credentialSettings = {
  PEPPERS: secretSetting(
    peppers,
    'required in production; made and kept in `DATA_DIR` otherwise',
    'Keys that hashing mixes in, by version; the first one makes new hashes. Keep each for as long as hashes of it exist.',
  ),
  ARGON2_MEMORY_KIB: setting(
    integer(8, 4_194_304),
    '19456',
    'Memory of one hash in KiB. With `ARGON2_TIME` at least as strong as OWASP asks for, in production.',
  ),
  ARGON2_TIME: setting(integer(1, 100), '2', 'Passes of one hash.'),
  ARGON2_PARALLELISM: setting(integer(1, 16), '1', 'Lanes of one hash.'),
  HASHING_CONCURRENCY: optionalSetting(
    integer(1, 256),
    'the number of cores',
    'Hashes computed at once, per gateway.',
  ),
  HASHING_QUEUE_LENGTH: optionalSetting(
    integer(1, 100_000),
    '64 times `HASHING_CONCURRENCY`',
    'Hashes that may wait in each lane (known devices, strangers); more are told to come back.',
  ),
  HASHING_DEADLINE_MS: setting(
    integer(1, 60_000),
    '2000',
    'How long a hash may wait before it is told to come back.',
  ),
  SECRET_MIN_LENGTH: setting(integer(6, 64), '6', 'Fewest characters of a login ID or password (R1).'),
  SECRET_MAX_LENGTH: setting(
    integer(6, 64),
    '12',
    'Most characters of a login ID or password (R1); 64 to follow NIST.',
  ),
  SECRET_REQUIRE_LETTER_AND_DIGIT: setting(
    flag,
    'on',
    'Whether a login ID or password needs a letter and a digit (R1); off to follow NIST.',
  ),
  PASSWORD_CHANGES_PER_DAY: setting(
    integer(1, 1_000),
    '10',
    'How often a user may change passwords of his own within a day. Bounds guessing at the one by changing the other.',
  ),
  TEMPORARY_PASSWORD_DAYS: setting(
    integer(0, 365),
    '30',
    'A login or confirmation password that somebody else chose for its owner is accepted for so many days; 0 for ever. After that he needs a new one from his master, a member of staff one on paper.',
  ),
  RESET_LIFTS_SUSPENSION: setting(
    flag,
    'off',
    "Whether a master's reset of a password lifts its suspension too (R5).",
  ),
};
