import { DEMO_USERS } from './demo-accounts';

/** What a newcomer reads when the demo is up: where to go, whom to log in as, and a first query to paste. */
export function demoBanner(url: string, demoFile: string): string {
  const [master] = DEMO_USERS;
  if (master === undefined) return '';
  const width = Math.max(...DEMO_USERS.map(({ loginId }) => loginId.length));
  const logins = DEMO_USERS.map(
    ({ role, loginId, loginPassword, confirmationPassword }) =>
      `    ${role.padEnd(7)}  ${loginId.padEnd(width)}  ${loginPassword.padEnd(12)}  ${confirmationPassword}`,
  );
  return `
  Sekisho 関所 is open.

    Playground  ${url}/playground
    GraphQL     ${url}/graphql
    Health      ${url}/readyz

  Demo logins (role, login ID, login password, confirmation password); also in ${demoFile}
${logins.join('\n')}

  A first query:

    curl -s ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({
      query:
        'mutation ($input: LoginInput!) { login(input: $input) { __typename ... on LoggedIn { sessionToken viewer { name role } } } }',
      variables: {
        input: { loginId: master.loginId, loginPassword: master.loginPassword, delivery: 'BEARER' },
      },
    })}'

  Ctrl-C stops the gateway and its servers; the data stays.
`;
}
