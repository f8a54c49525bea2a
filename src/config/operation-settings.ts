import { integer, matching, oneOf } from './parsers';
import { setting } from './setting';

const SECONDS = integer(1, 86_400);
const POINTS = integer(1, 1_000_000);

/** What one request may hold, and how many may come. */
export const operationSettings = {
  MAX_BODY_BYTES: setting(integer(1_024, 1_048_576), '65536', 'Bytes that the body of a request may have.'),
  MAX_TOKENS: setting(integer(100, 100_000), '1000', 'Lexical tokens that a document may have.'),
  MAX_DEPTH: setting(
    integer(1, 100),
    '8',
    'Levels of fields that a document may nest, fragments followed. What introspection nests is limited by itself.',
  ),
  MAX_ALIASES: setting(integer(0, 1_000), '15', 'Aliases that a document may use, fragments followed.'),
  MAX_ROOT_FIELDS: setting(
    integer(1, 1_000),
    '10',
    'Fields that an operation may select at its root, fragments followed.',
  ),
  MAX_DIRECTIVES: setting(integer(0, 1_000), '8', 'Directives that a document may use, fragments followed.'),
  MAX_COST: setting(
    integer(1, 1_000_000),
    '5000',
    'Fields that an operation may answer at most, those below a list counted as often as `first` says.',
  ),
  TRUSTED_DOCUMENTS: setting(
    oneOf(['off', 'only']),
    'off',
    'With `only`, no document is run but those of `TRUSTED_DOCUMENTS_FOLDER`, by their text or their SHA-256.',
  ),
  TRUSTED_DOCUMENTS_FOLDER: setting(
    matching(/\S/, 'a folder'),
    'schema/operations',
    'The folder whose `.graphql` files are trusted: those of the project, or those of the front ends. Read at the start.',
  ),
  REQUEST_THROTTLE_POINTS: setting(
    POINTS,
    '3000',
    'Requests of any kind that one network address may make within `REQUEST_THROTTLE_SECONDS`. Behind a proxy, `TRUST_PROXY` must be set, or all customers are one address.',
  ),
  REQUEST_THROTTLE_SECONDS: setting(SECONDS, '60', 'The period of `REQUEST_THROTTLE_POINTS`.'),
  LOGIN_THROTTLE_POINTS: setting(
    POINTS,
    '60',
    'Calls of `login`, `answerSecurityQuestion`, `openRegistration` and `registerMasterUser`, taken together, that one network address may make within `LOGIN_THROTTLE_SECONDS`.',
  ),
  LOGIN_THROTTLE_SECONDS: setting(SECONDS, '60', 'The period of `LOGIN_THROTTLE_POINTS`.'),
  REGISTRATION_THROTTLE_POINTS: setting(
    POINTS,
    '30',
    'Calls of `openRegistration` that one network address may make within `REGISTRATION_THROTTLE_SECONDS`.',
  ),
  REGISTRATION_THROTTLE_SECONDS: setting(SECONDS, '3600', 'The period of `REGISTRATION_THROTTLE_POINTS`.'),
  SESSION_THROTTLE_POINTS: setting(
    POINTS,
    '600',
    'Requests of any kind that one session may make within `SESSION_THROTTLE_SECONDS`.',
  ),
  SESSION_THROTTLE_SECONDS: setting(SECONDS, '60', 'The period of `SESSION_THROTTLE_POINTS`.'),
  CHANGE_THROTTLE_POINTS: setting(
    POINTS,
    '30',
    'Changes confirmed by a secret that one session may make within `CHANGE_THROTTLE_SECONDS`.',
  ),
  CHANGE_THROTTLE_SECONDS: setting(SECONDS, '60', 'The period of `CHANGE_THROTTLE_POINTS`.'),
};
