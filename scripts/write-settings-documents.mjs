// Writes .env.example and docs/configuration.md from the table of settings. Needs the build (`npm run build`).
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import documents from '../dist/src/config/settings-documents.js';

const pathOf = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

writeFileSync(pathOf('.env.example'), documents.renderEnvExample());
writeFileSync(pathOf('docs/configuration.md'), documents.renderConfigurationReference());
