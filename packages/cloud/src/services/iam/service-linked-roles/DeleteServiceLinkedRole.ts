import type {
  DeleteServiceLinkedRoleCommandInput,
  DeleteServiceLinkedRoleCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { invalidInput } from '../errors.ts'
import { findRole, roles } from '../roles/role.ts'
import { deletionTasks } from './deletion-task.ts'

/** Deletes a service-linked role; the task is done at once. */
export const DeleteServiceLinkedRole = operation<
  DeleteServiceLinkedRoleCommandInput,
  Omit<DeleteServiceLinkedRoleCommandOutput, '$metadata'>
>('DeleteServiceLinkedRole', (ctx, input) => {
  const role = findRole(ctx.db, input.RoleName)
  const service = /^\/aws-service-role\/([^/]+)\/$/.exec(role.path)?.[1]
  if (!service) throw invalidInput(`Role ${role.name} is not a service linked role.`)
  ctx.db.delete(roles, role.id)
  const task = `task${role.path}${role.name}/${ctx.chance.uuid()}`
  ctx.db.put(deletionTasks, { id: task })
  return { DeletionTaskId: task }
})
