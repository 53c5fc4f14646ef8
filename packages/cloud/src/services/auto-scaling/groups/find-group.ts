import type { Context } from '../../../engine/context.ts'
import { groupNotFound, validationError } from '../errors.ts'
import { members, type MemberRecord } from '../instances/member.ts'
import { groups, type GroupRecord } from './group.ts'

export function findGroup(ctx: Context, name: string | undefined): GroupRecord {
  const group = ctx.db.get(groups, name ?? '')
  if (!group) throw groupNotFound(name ?? '')
  return group
}

/** A group that is still to be changed: not one that is on its way out. */
export function findLivingGroup(ctx: Context, name: string | undefined): GroupRecord {
  const group = findGroup(ctx, name)
  if (group.deleting) {
    throw validationError(
      `AutoScalingGroup name ${group.id} is pending delete, and can not be updated.`,
    )
  }
  return group
}

/** The members of a group that a call names. */
export function findMembers(
  ctx: Context,
  group: GroupRecord,
  ids: readonly string[] | undefined,
): readonly MemberRecord[] {
  return [...new Set(ids)].map((id) => {
    const member = ctx.db.get(members, id)
    if (member?.group === group.id) return member
    throw validationError(`The instance ${id} is not part of Auto Scaling group ${group.id}.`)
  })
}

/** A member by its instance alone. */
export function findMember(ctx: Context, id: string | undefined): MemberRecord {
  const member = ctx.db.get(members, id ?? '')
  if (!member) {
    throw validationError(
      `Instance Id not found - No managed instance found for instance ID: ${id ?? ''}`,
    )
  }
  return member
}
