import type { UpdateGroupCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { entityAlreadyExists } from '../errors.ts'
import { iamArn, nameKey } from '../names.ts'
import { findGroup, groups } from './group.ts'

/** Renames or moves a group. */
export const UpdateGroup = operation<UpdateGroupCommandInput, object>(
  'UpdateGroup',
  (ctx, input) => {
    const group = findGroup(ctx.db, input.GroupName)
    const name = input.NewGroupName ?? group.name
    const path = input.NewPath ?? group.path
    const id = nameKey(name)
    if (id !== group.id) {
      if (ctx.db.get(groups, id))
        throw entityAlreadyExists(`Group with name ${name} already exists.`)
      ctx.db.delete(groups, group.id)
    }
    ctx.db.put(groups, { ...group, id, name, path, arn: iamArn(ctx.account, 'group', path, name) })
    return {}
  },
)
