import { integer, matching } from './parsers';
import { optionalSetting, setting } from './setting';

/** Additional authentication (R8). */
export const additionalAuthenticationSettings = {
  CHALLENGE_SECONDS: setting(
    integer(30, 3_600),
    '300',
    'How long a security question waits for its answer before the login has to begin anew (R8).',
  ),
  NETWORK_PROVIDER_DATABASE: optionalSetting(
    matching(/\.mmdb$/, 'the path of an .mmdb file'),
    'wide address prefixes stand for providers',
    "A database of autonomous systems in MaxMind's format (.mmdb) such as GeoLite2-ASN, to tell network providers apart (R8).",
  ),
};
