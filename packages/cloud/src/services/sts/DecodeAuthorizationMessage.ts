import type {
  DecodeAuthorizationMessageCommandInput,
  DecodeAuthorizationMessageCommandOutput,
} from '@aws-sdk/client-sts'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'

/** What stands behind a denial: who asked for what, which statements denied it, and with which values. */
export const DecodeAuthorizationMessage = operation<
  DecodeAuthorizationMessageCommandInput,
  Omit<DecodeAuthorizationMessageCommandOutput, '$metadata'>
>('DecodeAuthorizationMessage', (ctx, input) => {
  const DecodedMessage = ctx.host.decodeMessage(input.EncodedMessage ?? '')
  if (DecodedMessage !== undefined) return { DecodedMessage }
  throw new AwsError(
    'InvalidAuthorizationMessageException',
    'Invalid Authorization Message provided',
    400,
  )
})
