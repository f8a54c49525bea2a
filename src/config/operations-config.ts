import type { Config, ThrottlesConfig } from './config';
import type { SettingValues } from './settings';

/** The settings of the throttle policies. */
export function throttlesConfig(values: SettingValues): ThrottlesConfig {
  return {
    requests: { points: values.REQUEST_THROTTLE_POINTS, seconds: values.REQUEST_THROTTLE_SECONDS },
    login: { points: values.LOGIN_THROTTLE_POINTS, seconds: values.LOGIN_THROTTLE_SECONDS },
    registration: {
      points: values.REGISTRATION_THROTTLE_POINTS,
      seconds: values.REGISTRATION_THROTTLE_SECONDS,
    },
    session: { points: values.SESSION_THROTTLE_POINTS, seconds: values.SESSION_THROTTLE_SECONDS },
    changes: { points: values.CHANGE_THROTTLE_POINTS, seconds: values.CHANGE_THROTTLE_SECONDS },
  };
}

/** The settings of what a document may be. */
export function documentsConfig(values: SettingValues): Config['documents'] {
  return {
    limits: {
      tokens: values.MAX_TOKENS,
      depth: values.MAX_DEPTH,
      aliases: values.MAX_ALIASES,
      rootFields: values.MAX_ROOT_FIELDS,
      directives: values.MAX_DIRECTIVES,
      cost: values.MAX_COST,
    },
    trustedFolder: values.TRUSTED_DOCUMENTS === 'only' ? values.TRUSTED_DOCUMENTS_FOLDER : null,
  };
}
