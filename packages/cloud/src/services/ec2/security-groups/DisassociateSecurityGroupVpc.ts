import type {
  DisassociateSecurityGroupVpcRequest,
  DisassociateSecurityGroupVpcResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { securityGroups } from './security-group.ts'

/**
 * Ends the association of a group with another VPC.
 * @limits Not while an interface there has the group.
 */
export const DisassociateSecurityGroupVpc = operation<
  DisassociateSecurityGroupVpcRequest,
  DisassociateSecurityGroupVpcResult
>('DisassociateSecurityGroupVpc', (ctx, { GroupId = '', VpcId = '' }) => {
  const group = findRecord(ctx, securityGroups, 'security-group', GroupId)
  if (!group.alsoIn?.includes(VpcId)) {
    throw new AwsError(
      'InvalidParameterValue',
      `The security group '${group.id}' is not associated with the VPC '${VpcId}'.`,
    )
  }
  if (ctx.db.by(networkInterfaces, 'group', group.id).some(({ vpcId }) => vpcId === VpcId)) {
    throw new AwsError('DependencyViolation', `resource ${group.id} has a dependent object`)
  }
  ctx.db.put(securityGroups, { ...group, alsoIn: group.alsoIn.filter((id) => id !== VpcId) })
  return { State: 'disassociating' }
})
