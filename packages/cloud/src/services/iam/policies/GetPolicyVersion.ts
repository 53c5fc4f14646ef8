import type {
  GetPolicyVersionCommandInput,
  GetPolicyVersionCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { findPolicy, findPolicyVersion, toPolicyVersion } from './policy.ts'

/**
 * A version of a policy with its document.
 * @differs AWS's policies are those that courses name.
 */
export const GetPolicyVersion = operation<
  GetPolicyVersionCommandInput,
  Omit<GetPolicyVersionCommandOutput, '$metadata'>
>('GetPolicyVersion', (ctx, input) => {
  const policy = findPolicy(ctx.db, input.PolicyArn ?? '')
  const version = findPolicyVersion(policy, input.VersionId)
  return { PolicyVersion: toPolicyVersion(policy, version, true) }
})
