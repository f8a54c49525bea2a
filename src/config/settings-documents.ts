import type { Setting } from './setting';
import { SETTING_GROUPS } from './settings';

/** The text of `.env.example`: every setting, commented out, with what stands in its absence. */
export function renderEnvExample(): string {
  const groups = SETTING_GROUPS.map(([title, settings]) =>
    [`# ==== ${title} ====`, ...Object.entries(settings).map(exampleOf)].join('\n\n'),
  );
  return `${['# Generated from src/config/settings.ts; `npm run settings:write` renews it.', ...groups].join('\n\n')}\n`;
}

function exampleOf([name, setting]: [string, Setting<unknown>]): string {
  const absent = setting.absent === null ? [] : [`# If absent: ${setting.absent}.`];
  const file = setting.secret ? [`# Or ${name}_FILE: the path of a file that holds it.`] : [];
  return [
    `# ${setting.description}`,
    `# Wanted: ${setting.wanted}.`,
    ...absent,
    ...file,
    `#${name}=${setting.default ?? ''}`,
  ].join('\n');
}

/** The text of docs/configuration.md: the same settings as tables. */
export function renderConfigurationReference(): string {
  const groups = SETTING_GROUPS.map(([title, settings]) =>
    [
      `## ${title}`,
      '',
      '| Setting | Default | Wanted | Meaning |',
      '|---|---|---|---|',
      ...Object.entries(settings).map(rowOf),
    ].join('\n'),
  );
  return `${[INTRODUCTION, '<!-- prettier-ignore-start -->', ...groups, '<!-- prettier-ignore-end -->'].join('\n\n')}\n`;
}

const INTRODUCTION = [
  '# Configuration',
  '',
  '<!-- Generated from src/config/settings.ts; `npm run settings:write` renews it. -->',
  '',
  'Every setting is an environment variable. They are read once, at the start; if any is wrong, the gateway names',
  'every faulty one, never its value, and does not start. An empty variable counts as absent. A setting marked † is a',
  'secret and may be given as `NAME_FILE` instead: the path of a file that holds it.',
  '',
  'In production (`NODE_ENV=production`) there are no embedded servers and no generated secrets: the database, Redis,',
  'all three secrets, the mail server and the sender must be given. `openssl rand -base64 32` makes a key.',
].join('\n');

function rowOf([name, setting]: [string, Setting<unknown>]): string {
  const standard = setting.default === null ? (setting.absent ?? '') : `\`${setting.default}\``;
  const cells = [`\`${name}\`${setting.secret ? ' †' : ''}`, standard, setting.wanted, setting.description];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`;
}
