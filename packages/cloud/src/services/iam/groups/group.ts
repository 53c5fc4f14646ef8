import type { Group } from '@aws-sdk/client-iam'
import type { Records } from '../../../engine/collection.ts'
import { collection } from '../../../engine/collection.ts'
import { noSuchEntity } from '../errors.ts'
import { nameKey } from '../names.ts'
import type { PolicyHolder } from '../policies/holder.ts'

export interface GroupRecord extends PolicyHolder {
  /** The name in lower case. */
  readonly id: string
  readonly name: string
  readonly path: string
  readonly groupId: string
  readonly arn: string
  readonly createTime: number
  /** Ids of the users in it, in the order in which they were added. */
  readonly members: readonly string[]
}

export const groups = collection<GroupRecord, 'policy' | 'member'>({
  name: 'iam/group',
  scope: 'account',
  indexes: { policy: (group) => group.attachedPolicies, member: (group) => group.members },
})

/** Throws `NoSuchEntity`. */
export function findGroup(db: Records, name: string | undefined): GroupRecord {
  const group = db.get(groups, nameKey(name ?? ''))
  if (!group) throw noSuchEntity(`The group with name ${name} cannot be found.`)
  return group
}

/** The SDK's shape. */
export function toGroup(group: GroupRecord): Group {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.groupId,
    Arn: group.arn,
    CreateDate: new Date(group.createTime),
  }
}
