import type {
  CreateInstanceProfileCommandInput,
  CreateInstanceProfileCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { entityAlreadyExists } from '../errors.ts'
import { makeUniqueId } from '../ids.ts'
import { iamArn, nameKey } from '../names.ts'
import { withTags } from '../tags.ts'
import {
  instanceProfiles,
  toInstanceProfile,
  type InstanceProfileRecord,
} from './instance-profile.ts'

/** Makes an instance profile. */
export const CreateInstanceProfile = operation<
  CreateInstanceProfileCommandInput,
  Omit<CreateInstanceProfileCommandOutput, '$metadata'>
>('CreateInstanceProfile', (ctx, input) => {
  const name = input.InstanceProfileName ?? ''
  const path = input.Path ?? '/'
  if (ctx.db.get(instanceProfiles, nameKey(name))) {
    throw entityAlreadyExists(`Instance Profile ${name} already exists.`)
  }
  const profile: InstanceProfileRecord = {
    id: nameKey(name),
    name,
    path,
    profileId: makeUniqueId('AIPA', ctx.chance),
    arn: iamArn(ctx.account, 'instance-profile', path, name),
    createTime: ctx.now,
    tags: withTags([], input.Tags),
  }
  ctx.db.put(instanceProfiles, profile)
  return { InstanceProfile: toInstanceProfile(ctx.db, profile) }
})
