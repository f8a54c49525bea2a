import { join } from 'node:path';

/** Where fetched programs are kept between test runs. */
export const toolsFolder = join(__dirname, '..', '..', '.data', 'tools');
