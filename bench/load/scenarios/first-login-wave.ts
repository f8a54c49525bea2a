import { accountOf, LOAD_SECRETS, organizationsWithUsers } from '../../seed/load-accounts';
import { must } from '../broken-promise';
import type { Answer, LoadClient } from '../client';
import { expectOneOf, patiently, strangerClient } from '../customers';
import { mustHappen, type Load, type Scenario } from '../scenario';

const MASTER = { loginPassword: 'Tobira5!kage', confirmationPassword: 'Minato8#sora' } as const;
const TEMPORARY_PASSWORD = 'Kawase2&nori';
const GENERAL = { loginPassword: 'Yukari3?tane', confirmationPassword: 'Hotaru6%nami' } as const;
const { securityAnswers } = LOAD_SECRETS;

/** The last outcome of a journey that went all the way. */
const COMPLETE = 'complete';

/** A journey ended before its end, for a reason that is allowed. */
class EndedEarly extends Error {}

/** Many contracts begin on the same day. */
export const firstLoginWave: Scenario = {
  name: 'first-login-wave',
  about:
    'Each arrival is a new organization: its master registers with account and PIN, logs in, creates a user, and that user does what a first login requires (R2). Nothing works before that is done, everything after.',
  rate: 0.5,
  seconds: 30,
  population: (arrivals) => ({ users: 0, newcomers: arrivals }),
  prepare: (load) => {
    let taken = 0;
    // Each is taken once: a second opening would make the first one's token void.
    const newcomer = (): number => {
      if (taken >= load.accounts.newcomers) throw new EndedEarly('no newcomer left');
      taken += 1;
      return organizationsWithUsers(load.accounts) + taken - 1;
    };
    return Promise.resolve({
      send: async (arrival) => {
        try {
          await journey(load, arrival, newcomer);
          return COMPLETE;
        } catch (fault) {
          if (fault instanceof EndedEarly) return fault.message;
          throw fault;
        }
      },
      judge: (outcomes) => mustHappen(outcomes, COMPLETE),
    });
  },
};

async function journey(load: Load, arrival: number, newcomer: () => number): Promise<void> {
  const name = `${load.run}${String(arrival)}`;
  const master = strangerClient(load, 2 * arrival);
  await registers(master, `m7${name}`, await opens(master, newcomer));
  const general = strangerClient(load, 2 * arrival + 1);
  await step(master, 'create-user', 'UserCreated', {
    loginId: `g7${name}`,
    temporaryLoginPassword: TEMPORARY_PASSWORD,
    name: '新人 一般',
    email: `g7${name}@example.com`,
    confirmationPassword: MASTER.confirmationPassword,
  });
  await completes(general, `g7${name}`);
}

/** Opens the registration of the next organization that has no master yet; gives the token. */
async function opens(client: LoadClient, newcomer: () => number): Promise<unknown> {
  for (;;) {
    const input = { ...accountOf(newcomer()), inquiryPin: LOAD_SECRETS.pins.INQUIRY_PIN };
    const opened = await patiently(() => client.run('open-registration', { input }));
    // An earlier load has been here.
    if (opened.member === 'NotApplicable') continue;
    return advanced(opened, 'RegistrationOpened').fields['registrationToken'];
  }
}

/** First registration, and the first login, which asks a question: no device is known yet. */
async function registers(client: LoadClient, loginId: string, registrationToken: unknown): Promise<void> {
  await step(client, 'register-master-user', 'MasterRegistered', {
    registrationToken,
    loginId,
    ...MASTER,
    name: '新人 主',
    email: `${loginId}@example.com`,
    securityAnswers,
  });
  const login = { loginId, loginPassword: MASTER.loginPassword, delivery: 'BEARER' };
  const { fields } = await step(client, 'login', 'AdditionalAuthenticationRequired', login);
  const { challengeToken, question } = fields as {
    readonly challengeToken: string;
    readonly question: { readonly id: number };
  };
  const answer = securityAnswers.find(({ questionId }) => questionId === question.id)?.answer;
  must(answer !== undefined, 'login: a question is asked that has no answer');
  keepSession(
    client,
    await step(client, 'answer-security-question', 'LoggedIn', {
      challengeToken,
      answer,
      delivery: 'BEARER',
    }),
  );
  expectOneOf(await client.run('users', { first: 20 }), ['users']);
}

/** What a first login requires, one after the other. */
async function completes(client: LoadClient, loginId: string): Promise<void> {
  const login = { loginId, loginPassword: TEMPORARY_PASSWORD, delivery: 'BEARER' };
  keepSession(client, await step(client, 'login', 'LoggedIn', login));
  expectOneOf(await client.run('operation-history', { first: 1 }), ['ACTION_REQUIRED']);
  keepSession(
    client,
    await step(client, 'change-login-password', 'LoginPasswordChanged', {
      currentLoginPassword: TEMPORARY_PASSWORD,
      newLoginPassword: GENERAL.loginPassword,
    }),
  );
  keepSession(
    client,
    await step(client, 'change-confirmation-password', 'ConfirmationPasswordChanged', {
      newConfirmationPassword: GENERAL.confirmationPassword,
    }),
  );
  await step(client, 'register-security-answers', 'SecurityAnswersRegistered', { answers: securityAnswers });
  const { fields } = expectOneOf(await client.run('viewer'), ['viewer']);
  must(
    (fields['requiredActions'] as unknown[]).length === 0,
    'viewer: something is still required after all was done',
  );
  expectOneOf(await client.run('operation-history', { first: 1 }), ['operationHistory']);
}

/** One mutation, tried again while the gateway is busy. */
async function step(client: LoadClient, operation: string, wanted: string, input: object): Promise<Answer> {
  return advanced(await patiently(() => client.run(operation, { input })), wanted);
}

function advanced(answer: Answer, wanted: string): Answer {
  if (answer.member === 'Busy' || answer.member === 'THROTTLED') throw new EndedEarly(answer.member);
  return expectOneOf(answer, [wanted]);
}

function keepSession(client: LoadClient, { fields: { sessionToken } }: Answer): void {
  if (typeof sessionToken === 'string') client.useBearer(sessionToken);
}
