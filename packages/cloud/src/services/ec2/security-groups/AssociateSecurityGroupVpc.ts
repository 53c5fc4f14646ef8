import type {
  AssociateSecurityGroupVpcRequest,
  AssociateSecurityGroupVpcResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { securityGroups } from './security-group.ts'
import { servesVpc } from './vpc-associations.ts'

/**
 * Lets interfaces of another VPC of the Region have a group.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html
 * @limits Neither default groups nor groups of the default VPC.
 * @differs VPCs are not shared between accounts.
 */
export const AssociateSecurityGroupVpc = operation<
  AssociateSecurityGroupVpcRequest,
  AssociateSecurityGroupVpcResult
>('AssociateSecurityGroupVpc', (ctx, input) => {
  const group = findRecord(ctx, securityGroups, 'security-group', input.GroupId ?? '')
  const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
  if (group.name === 'default' || ctx.db.get(vpcs, group.vpcId)?.isDefault) {
    throw new AwsError(
      'InvalidParameterValue',
      `The security group '${group.id}' cannot be associated: it is a default security group or belongs to a default VPC.`,
    )
  }
  if (servesVpc(group, vpc.id)) {
    throw new AwsError(
      'InvalidParameterValue',
      `The security group '${group.id}' is already associated with the VPC '${vpc.id}'.`,
    )
  }
  ctx.db.put(securityGroups, { ...group, alsoIn: [...(group.alsoIn ?? []), vpc.id] })
  return { State: 'associating' }
})
