import type { FeedItem } from '@brume/console-api'
import { useFeed, useOperation } from '../../api/index.ts'

export type Role = FeedItem<'roles'>

export const idOf = (role: Role) => role.RoleName ?? ''
/** Such a role is its service's alone. */
export const isServiceLinked = (role: Role) => role.Path?.startsWith('/aws-service-role/') ?? false

/** The instance profiles that carry one of the roles, and the instances that carry those. */
export function useCarriers(names: readonly string[]) {
  const { data } = useOperation('iam', 'ListInstanceProfiles', { MaxItems: 1000 })
  const profiles = (data?.InstanceProfiles ?? []).filter(({ Roles }) =>
    Roles?.some(({ RoleName = '' }) => names.includes(RoleName)),
  )
  const arns = profiles.map(({ Arn }) => Arn)
  const instances = useFeed('instances').list.filter(
    ({ IamInstanceProfile, State }) =>
      IamInstanceProfile !== undefined &&
      State?.Name !== 'terminated' &&
      arns.includes(IamInstanceProfile.Arn),
  )
  return { profiles, instances }
}
