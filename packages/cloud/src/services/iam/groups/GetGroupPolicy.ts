import type { GetGroupPolicyCommandInput, GetGroupPolicyCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { inlineDocument } from '../policies/holder.ts'
import { findGroup } from './group.ts'

/** An inline policy of a group. */
export const GetGroupPolicy = operation<
  GetGroupPolicyCommandInput,
  Omit<GetGroupPolicyCommandOutput, '$metadata'>
>('GetGroupPolicy', (ctx, input) => {
  const group = findGroup(ctx.db, input.GroupName)
  const document = inlineDocument(group, input.PolicyName, 'group')
  return { GroupName: group.name, PolicyName: input.PolicyName, PolicyDocument: document }
})
