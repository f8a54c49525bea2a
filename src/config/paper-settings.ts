import { integer } from './parsers';
import { setting } from './setting';

/** Paper procedures (R6). */
export const paperSettings = {
  PAPER_OVERDUE_DAYS: setting(
    integer(1, 365),
    '5',
    'An open paper procedure is shown as overdue so many days after its receipt (R6).',
  ),
};
