import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { resolveGroups } from '../instances/launch/launch-groups.ts'
import { securityGroups } from '../security-groups/security-group.ts'
import { servesVpc } from '../security-groups/vpc-associations.ts'
import type { SubnetRecord } from '../subnets/subnet.ts'

/** Groups that a call gives to an interface: as at a launch, but groups of another VPC are refused in other words. */
export function readInterfaceGroups(
  ctx: Context,
  subnet: Pick<SubnetRecord, 'id' | 'vpcId'>,
  ids: readonly string[] | undefined,
): readonly string[] {
  const elsewhere = ids?.some((id) => {
    const group = ctx.db.get(securityGroups, id)
    return group !== undefined && !servesVpc(group, subnet.vpcId)
  })
  if (elsewhere) {
    throw new AwsError(
      'InvalidGroup.NotFound',
      'You have specified two resources that belong to different networks.',
    )
  }
  return resolveGroups(ctx, subnet, { ids, subnetNamed: true })
}
