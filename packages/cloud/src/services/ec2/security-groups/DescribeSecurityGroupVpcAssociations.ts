import type {
  DescribeSecurityGroupVpcAssociationsRequest,
  DescribeSecurityGroupVpcAssociationsResult,
  SecurityGroupVpcAssociation,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { vpcAssociations } from './vpc-associations.ts'

/** Lists which groups are associated with which VPCs besides their own. */
export const DescribeSecurityGroupVpcAssociations = operation<
  DescribeSecurityGroupVpcAssociationsRequest,
  DescribeSecurityGroupVpcAssociationsResult
>('DescribeSecurityGroupVpcAssociations', (ctx, input) => {
  const found = vpcAssociations(ctx).filter(
    compileFilters<SecurityGroupVpcAssociation>(
      'DescribeSecurityGroupVpcAssociations',
      input.Filters,
      {
        fields: {
          'group-id': ({ GroupId }) => GroupId,
          'group-owner-id': ({ GroupOwnerId }) => GroupOwnerId,
          state: ({ State }) => State,
          'vpc-id': ({ VpcId }) => VpcId,
          'vpc-owner-id': ({ VpcOwnerId }) => VpcOwnerId,
        },
      },
    ),
  )
  const page = paginate(ctx, 'DescribeSecurityGroupVpcAssociations', found, input, {
    keyOf: ({ GroupId, VpcId }) => `${GroupId} ${VpcId}`,
    min: 5,
    max: 1_000,
  })
  return { SecurityGroupVpcAssociations: [...page.items], NextToken: page.nextToken }
})
