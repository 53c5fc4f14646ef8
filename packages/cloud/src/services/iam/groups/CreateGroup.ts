import type { CreateGroupCommandInput, CreateGroupCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { entityAlreadyExists } from '../errors.ts'
import { makeUniqueId } from '../ids.ts'
import { iamArn, nameKey } from '../names.ts'
import { groups, toGroup, type GroupRecord } from './group.ts'

/** Makes a group. */
export const CreateGroup = operation<
  CreateGroupCommandInput,
  Omit<CreateGroupCommandOutput, '$metadata'>
>('CreateGroup', (ctx, input) => {
  const name = input.GroupName ?? ''
  const path = input.Path ?? '/'
  if (ctx.db.get(groups, nameKey(name)))
    throw entityAlreadyExists(`Group with name ${name} already exists.`)
  const group: GroupRecord = {
    id: nameKey(name),
    name,
    path,
    groupId: makeUniqueId('AGPA', ctx.chance),
    arn: iamArn(ctx.account, 'group', path, name),
    createTime: ctx.now,
    members: [],
    attachedPolicies: [],
    inlinePolicies: {},
  }
  ctx.db.put(groups, group)
  return { Group: toGroup(group) }
})
