import type {
  GetSecurityGroupsForVpcRequest,
  GetSecurityGroupsForVpcResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { findRecord } from '../find.ts'
import { paginate } from '../paging.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { securityGroups, type SecurityGroupRecord } from './security-group.ts'
import { servesVpc } from './vpc-associations.ts'

/**
 * The groups that interfaces of a VPC can have.
 */
export const GetSecurityGroupsForVpc = operation<
  GetSecurityGroupsForVpcRequest,
  GetSecurityGroupsForVpcResult
>('GetSecurityGroupsForVpc', (ctx, input) => {
  const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
  const matches = compileFilters<SecurityGroupRecord>('GetSecurityGroupsForVpc', input.Filters, {
    fields: {
      description: (group) => group.description,
      'group-id': (group) => group.id,
      'group-name': (group) => group.name,
      'owner-id': () => ctx.account,
      'primary-vpc-id': (group) => group.vpcId,
    },
    tags: (group) => group.tags,
  })
  const groups = ctx.db
    .all(securityGroups)
    .filter((group) => servesVpc(group, vpc.id) && matches(group))
  const { items, nextToken } = paginate(ctx, 'GetSecurityGroupsForVpc', groups, input, {
    keyOf: ({ id }) => id,
  })
  return {
    SecurityGroupForVpcs: items.map((group) => ({
      GroupId: group.id,
      GroupName: group.name,
      Description: group.description,
      OwnerId: ctx.account,
      PrimaryVpcId: group.vpcId,
      Tags: [...group.tags],
    })),
    NextToken: nextToken,
  }
})
