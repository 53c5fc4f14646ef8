import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { defaultVpc, type VpcRecord } from '../vpcs/vpc.ts'
import { securityGroups, type SecurityGroupRecord } from './security-group.ts'

/** The group that a call names by id or, in the default VPC, by name. Throws AWS's errors. */
export function findGroup(
  ctx: Context,
  input: { readonly GroupId?: string; readonly GroupName?: string },
): SecurityGroupRecord {
  if (input.GroupId) return findRecord(ctx, securityGroups, 'security-group', input.GroupId)
  if (input.GroupName) return findGroupByName(ctx, input.GroupName)
  throw new AwsError(
    'MissingParameter',
    'The request must contain the parameter groupName or groupId',
  )
}

/** Names reach only into the default VPC. */
export function findGroupByName(ctx: Context, name: string): SecurityGroupRecord {
  const vpc = findDefaultVpc(ctx)
  const [group] = ctx.db.by(securityGroups, 'name', `${vpc.id}/${name}`)
  if (group) return group
  throw new AwsError(
    'InvalidGroup.NotFound',
    `The security group '${name}' does not exist in default VPC '${vpc.id}'`,
  )
}

export function findDefaultVpc(ctx: Context): VpcRecord {
  const vpc = defaultVpc(ctx.db)
  if (vpc) return vpc
  throw new AwsError('VPCIdNotSpecified', 'No default VPC for this user')
}
