import type {
  GetPolicyVersionCommandInput,
  GetPolicyVersionCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findPolicy } from './policy.ts'

export const GetPolicyVersion = operation<
  GetPolicyVersionCommandInput,
  Omit<GetPolicyVersionCommandOutput, '$metadata'>
>('GetPolicyVersion', (ctx, input) => {
  const policy = findPolicy(ctx.db, input.PolicyArn ?? '')
  const version = policy.versions.find(({ id }) => id === input.VersionId)
  if (!version) {
    throw noSuchEntity(
      `Policy ${policy.id} version ${input.VersionId} does not exist or is not attachable.`,
    )
  }
  return {
    PolicyVersion: {
      Document: encodeURIComponent(version.document),
      VersionId: version.id,
      IsDefaultVersion: version.id === policy.defaultVersionId,
      CreateDate: new Date(version.createTime),
    },
  }
})
