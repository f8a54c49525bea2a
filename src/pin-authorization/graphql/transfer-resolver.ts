import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentBusy, presentNotPermitted } from '../../graphql/present-refusal';
import { presentViolations } from '../../graphql/present-violations';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { AuthorizeTransfer } from '../authorize-transfer';
import { authorizingUserOf } from './authorizing-user-of';
import { AuthorizeTransferInput } from './pin-authorization-inputs';
import {
  AuthorizeTransferResult,
  TransferAuthorized,
  TransferPinsLockedOut,
  TransferPinsSuspended,
  WrongPin,
} from './pin-authorization-results';

/** Single transfers, authorised by three PINs together (R4). */
@Resolver()
export class TransferResolver {
  constructor(private readonly transfer: AuthorizeTransfer) {}

  @Mutation(() => AuthorizeTransferResult, {
    description:
      'Authorises a single transfer with the organization’s transfer, confirmation and approval PINs. For users with the permissions TRANSFER_REQUEST and TRANSFER_APPROVE, up to their limit.',
  })
  async authorizeTransfer(
    @Arg('input', () => AuthorizeTransferInput, { description: 'The transfer and the PINs.' })
    input: AuthorizeTransferInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AuthorizeTransferResult> {
    const { language } = context;
    const { transferPin, confirmationPin, approvalPin, reference, amountYen, payloadSha256 } = input;
    const outcome = await this.transfer.run(await authorizingUserOf(context), {
      reference,
      amountYen,
      payloadSha256,
      pins: { TRANSFER_PIN: transferPin, CONFIRMATION_PIN: confirmationPin, APPROVAL_PIN: approvalPin },
    });
    switch (outcome.kind) {
      case 'AUTHORIZED': {
        const { jws, expiresAt } = outcome.receipt;
        return Object.assign(new TransferAuthorized(), { receipt: jws, expiresAt });
      }
      case 'NOT_PERMITTED':
        return presentNotPermitted(outcome.permission, language);
      case 'INVALID_INPUT':
        return presentViolations(outcome.violations, language);
      case 'WRONG_PIN':
        return Object.assign(new WrongPin(), { message: translate(language, 'WRONG_TRANSFER_PINS') });
      case 'LOCKED_OUT': {
        const { lockedUntil, retryAfterSeconds } = outcome;
        const message = translate(language, 'LOCKED_OUT', { lockedUntil });
        return Object.assign(new TransferPinsLockedOut(), { message, lockedUntil, retryAfterSeconds });
      }
      case 'SUSPENDED':
        return Object.assign(new TransferPinsSuspended(), {
          message: translate(language, 'TRANSFER_PINS_SUSPENDED'),
          guidance: translate(language, 'PIN_SUSPENDED_GUIDANCE'),
        });
      case 'BUSY':
        return presentBusy(outcome.retryAfterSeconds, language);
      default:
        return outcome satisfies never;
    }
  }
}
