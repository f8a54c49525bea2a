import { DEMO_NEWCOMER, DEMO_USERS } from './demo-accounts';

const LOGGED_IN = '... on LoggedIn { sessionToken viewer { name role } }';

const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename ${LOGGED_IN} ... on AdditionalAuthenticationRequired { challengeToken question { id text } } } }`;

const ANSWER = `mutation ($input: AnswerSecurityQuestionInput!) { answerSecurityQuestion(input: $input) { __typename ${LOGGED_IN} } }`;

/** What a newcomer reads when the demo is up: where to go, whom to log in as, and a first query to paste. */
export function demoBanner(url: string, demoFile: string, mailShown: boolean): string {
  const [master] = DEMO_USERS;
  if (master === undefined) return '';
  const width = Math.max(...DEMO_USERS.map(({ loginId }) => loginId.length));
  const logins = DEMO_USERS.map(
    ({ role, loginId, loginPassword, confirmationPassword, securityAnswers }) =>
      `    ${role.padEnd(7)}  ${loginId.padEnd(width)}  ${loginPassword.padEnd(12)}  ${confirmationPassword.padEnd(12)}  ${securityAnswers.map(({ answer }) => answer).join(' ')}`,
  );
  return `
  Sekisho 関所 is open.

    Playground  ${url}/playground
    GraphQL     ${url}/graphql
    Health      ${url}/readyz${mailShown ? `\n    Mail        ${url}/mail` : ''}

  Demo logins (role, login ID, login password, confirmation password, answers); also in ${demoFile}
${logins.join('\n')}

  An organization without a master yet, for openRegistration
    ${newcomer()}

  A first query:

    ${curl(url, LOGIN, { loginId: master.loginId, loginPassword: master.loginPassword, delivery: 'BEARER' })}

  A device that is new to the user is asked a question first: a pet (1), a teacher (2) or a place to play (3).
  Put the challengeToken and the answer in here:

    ${curl(url, ANSWER, { challengeToken: '', answer: '', delivery: 'BEARER' })}

  Ctrl-C stops the gateway and its servers; the data stays.
`;
}

/** A line to paste. Quoted for a shell as it is: no demo secret holds a single quote. */
function curl(url: string, query: string, input: object): string {
  const body = JSON.stringify({ query, variables: { input } });
  return `curl -s ${url}/graphql -H 'content-type: application/json' -d '${body}'`;
}

function newcomer(): string {
  const { branchCode, accountType, accountNumber, pins } = DEMO_NEWCOMER;
  return `branch ${branchCode}, ${accountType} account ${accountNumber}, inquiry PIN ${pins.INQUIRY_PIN}`;
}
