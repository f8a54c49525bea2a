import { additionalAuthenticationSettings } from './additional-authentication-settings';
import { attemptSettings } from './attempt-settings';
import { credentialSettings } from './credential-settings';
import { historySettings } from './history-settings';
import { noticeSettings } from './notice-settings';
import { operationSettings } from './operation-settings';
import { observabilitySettings } from './observability-settings';
import { paperSettings } from './paper-settings';
import { receiptSettings } from './receipt-settings';
import { serverSettings } from './server-settings';
import { sessionSettings } from './session-settings';
import type { Setting } from './setting';

/** Every setting there is. Drives the validator, `.env.example` and docs/configuration.md alike. */
export const SETTINGS = {
  ...serverSettings,
  ...attemptSettings,
  ...credentialSettings,
  ...sessionSettings,
  ...operationSettings,
  ...additionalAuthenticationSettings,
  ...historySettings,
  ...noticeSettings,
  ...paperSettings,
  ...receiptSettings,
  ...observabilitySettings,
};

/** The settings by the part of the reference they stand in. */
export const SETTING_GROUPS: readonly (readonly [string, Readonly<Record<string, Setting<unknown>>>])[] = [
  ['Process and servers', serverSettings],
  ['Attempts, lockout and suspension', attemptSettings],
  ['Hashing and secrets', credentialSettings],
  ['Sessions and users', sessionSettings],
  ['Limits of operations and throttles', operationSettings],
  ['Additional authentication', additionalAuthenticationSettings],
  ['Operation history', historySettings],
  ['Notices by mail', noticeSettings],
  ['Paper procedures', paperSettings],
  ['Signed receipts', receiptSettings],
  ['Metrics and traces', observabilitySettings],
];

export type SettingName = keyof typeof SETTINGS;

/** What reading the environment by `SETTINGS` gives. */
export type SettingValues = {
  readonly [Name in SettingName]: (typeof SETTINGS)[Name] extends Setting<infer Value> ? Value : never;
};
