import type {
  GetContextKeysForPrincipalPolicyCommandInput,
  GetContextKeysForPrincipalPolicyCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { invalidInputPolicy } from './simulation.ts'
import { keysAsked, policiesOf } from './policies-of.ts'

/** The condition keys that the policies of a user, group or role speak of. */
export const GetContextKeysForPrincipalPolicy = operation<
  GetContextKeysForPrincipalPolicyCommandInput,
  Omit<GetContextKeysForPrincipalPolicyCommandOutput, '$metadata'>
>('GetContextKeysForPrincipalPolicy', (ctx, input) => {
  const own = policiesOf(ctx.db, input.PolicySourceArn ?? '')
  const given = (input.PolicyInputList ?? []).map(invalidInputPolicy)
  return { ContextKeyNames: [...keysAsked([...own, ...given])] }
})
