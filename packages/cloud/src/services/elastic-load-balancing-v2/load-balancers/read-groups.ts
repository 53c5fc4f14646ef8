import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { securityGroups } from '../../ec2/security-groups/security-group.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import type { LoadBalancerType } from './load-balancer.ts'

/** The groups of a call, all of the VPC. An application load balancer without any has the VPC's default one. */
export function readGroups(
  ctx: Context,
  ids: readonly string[] | undefined,
  vpcId: string,
  type: LoadBalancerType,
): readonly string[] {
  const wanted = [...new Set(ids)]
  checkQuota(ctx, 'groupsPerInterface', 0, wanted.length)
  for (const id of wanted) {
    if (ctx.db.get(securityGroups, id)?.vpcId !== vpcId) {
      throw new AwsError('InvalidSecurityGroup', 'One or more security groups are invalid')
    }
  }
  if (wanted.length > 0 || type === 'network') return wanted
  return ctx.db.by(securityGroups, 'name', `${vpcId}/default`).map(({ id }) => id)
}
