import type {
  GetInstanceProfileCommandInput,
  GetInstanceProfileCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { findInstanceProfile, toInstanceProfile } from './instance-profile.ts'

/** A profile with its role. */
export const GetInstanceProfile = operation<
  GetInstanceProfileCommandInput,
  Omit<GetInstanceProfileCommandOutput, '$metadata'>
>('GetInstanceProfile', (ctx, input) => {
  const profile = findInstanceProfile(ctx.db, input.InstanceProfileName)
  return { InstanceProfile: toInstanceProfile(ctx.db, profile) }
})
