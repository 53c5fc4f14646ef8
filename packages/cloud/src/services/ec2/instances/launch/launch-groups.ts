import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import { checkQuota } from '../../../service-quotas/quotas.ts'
import { securityGroups } from '../../security-groups/security-group.ts'
import { servesVpc } from '../../security-groups/vpc-associations.ts'
import type { SubnetRecord } from '../../subnets/subnet.ts'

/** What the groups are for: a subnet, or something else in a VPC. */
type Place = Pick<SubnetRecord, 'id' | 'vpcId'>

export interface WishedGroups {
  readonly ids?: readonly string[]
  /** Names work in the default VPC only. */
  readonly names?: readonly string[]
  readonly subnetNamed: boolean
}

/** Ids of the security groups of an interface; the VPC's default group when none is named. */
export function resolveGroups(
  ctx: Context,
  subnet: Place,
  { ids = [], names = [], subnetNamed }: WishedGroups,
): readonly string[] {
  if (names.length > 0 && subnetNamed) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter groupName cannot be used with the parameter subnet',
    )
  }
  const wished = new Set<string>()
  for (const id of ids) wished.add(checkGroup(ctx, subnet, id))
  for (const name of names) wished.add(findByName(ctx, subnet.vpcId, name))
  if (wished.size === 0) wished.add(findByName(ctx, subnet.vpcId, 'default'))
  checkQuota(ctx, 'groupsPerInterface', wished.size, 0)
  return [...wished]
}

function checkGroup(ctx: Context, subnet: Place, id: string): string {
  if (!/^sg-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    throw new AwsError('InvalidGroupId.Malformed', `Invalid id: "${id}" (expecting "sg-...")`)
  }
  const group = ctx.db.get(securityGroups, id)
  if (!group) {
    throw new AwsError(
      'InvalidGroup.NotFound',
      `The security group '${id}' does not exist in VPC '${subnet.vpcId}'`,
    )
  }
  if (!servesVpc(group, subnet.vpcId)) {
    throw new AwsError(
      'InvalidParameter',
      `Security group ${id} and subnet ${subnet.id} belong to different networks.`,
    )
  }
  return id
}

function findByName(ctx: Context, vpcId: string, name: string): string {
  const group = ctx.db.by(securityGroups, 'name', `${vpcId}/${name}`)[0]
  if (group) return group.id
  throw new AwsError(
    'InvalidGroup.NotFound',
    `The security group '${name}' does not exist in default VPC '${vpcId}'`,
  )
}
