import type {
  DescribeVpcBlockPublicAccessExclusionsRequest,
  DescribeVpcBlockPublicAccessExclusionsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { exclusionArn, toExclusion } from './describe-block.ts'
import { vpcBlockExclusions } from './vpc-block-public-access.ts'

/** VPCs and subnets that are left out, deleted exclusions too. */
export const DescribeVpcBlockPublicAccessExclusions = operation<
  DescribeVpcBlockPublicAccessExclusionsRequest,
  DescribeVpcBlockPublicAccessExclusionsResult
>('DescribeVpcBlockPublicAccessExclusions', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeVpcBlockPublicAccessExclusions',
    vpcBlockExclusions,
    input,
    {
      kind: 'vpc-block-public-access-exclusion',
      ids: input.ExclusionIds,
      filters: {
        fields: {
          'internet-gateway-exclusion-mode': ({ mode }) => mode,
          'resource-arn': ({ resourceId }) => exclusionArn(ctx, resourceId),
          state: ({ state }) => state,
        },
        tags: ({ tags }) => tags,
      },
    },
  )
  return {
    VpcBlockPublicAccessExclusions: items.map((exclusion) => toExclusion(ctx, exclusion)),
    NextToken: nextToken,
  }
})
