/** As few staff as paper procedures can do with (R6): who received a form neither verifies nor executes it. */
export const FEWEST_STAFF = 2;

/** As few as the helpdesk should have: a member of staff who has forgotten a secret is restored by two others. */
export const ADVISED_STAFF = 3;
