import type { SecurityGroupVpcAssociation } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { securityGroups, type SecurityGroupRecord } from './security-group.ts'

/** Every group with each VPC besides its own that it is associated with. */
export function vpcAssociations(ctx: Context): readonly SecurityGroupVpcAssociation[] {
  return ctx.db.all(securityGroups).flatMap(({ id: GroupId, alsoIn = [] }) =>
    alsoIn
      // It ends with its VPC.
      .filter((VpcId) => ctx.db.get(vpcs, VpcId))
      .map((VpcId) => ({
        GroupId,
        GroupOwnerId: ctx.account,
        VpcId,
        VpcOwnerId: ctx.account,
        State: 'associated' as const,
      })),
  )
}

/** Whether interfaces of a VPC can have the group. */
export function servesVpc(group: SecurityGroupRecord, vpcId: string): boolean {
  return group.vpcId === vpcId || group.alsoIn?.includes(vpcId) === true
}
