import type {
  GetContextKeysForCustomPolicyCommandInput,
  GetContextKeysForCustomPolicyCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { invalidInputPolicy } from './simulation.ts'
import { keysAsked } from './policies-of.ts'

/** The condition keys that given policies speak of. */
export const GetContextKeysForCustomPolicy = operation<
  GetContextKeysForCustomPolicyCommandInput,
  Omit<GetContextKeysForCustomPolicyCommandOutput, '$metadata'>
>('GetContextKeysForCustomPolicy', (_ctx, input) => ({
  ContextKeyNames: [...keysAsked((input.PolicyInputList ?? []).map(invalidInputPolicy))],
}))
