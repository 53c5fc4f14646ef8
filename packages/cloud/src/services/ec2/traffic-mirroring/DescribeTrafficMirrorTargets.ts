import type {
  DescribeTrafficMirrorTargetsRequest,
  DescribeTrafficMirrorTargetsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toMirrorTarget } from './describe-mirrors.ts'
import { mirrorTargets } from './traffic-mirroring.ts'

/** The account's own. */
export const DescribeTrafficMirrorTargets = operation<
  DescribeTrafficMirrorTargetsRequest,
  DescribeTrafficMirrorTargetsResult
>('DescribeTrafficMirrorTargets', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeTrafficMirrorTargets',
    mirrorTargets,
    input,
    {
      kind: 'traffic-mirror-target',
      ids: input.TrafficMirrorTargetIds,
      filters: {
        fields: {
          description: ({ description }) => description,
          'network-interface-id': ({ networkInterfaceId }) => networkInterfaceId,
          'network-load-balancer-arn': () => undefined,
          'owner-id': () => ctx.account,
          'traffic-mirror-target-id': ({ id }) => id,
        },
        tags: ({ tags }) => tags,
      },
    },
  )
  return {
    TrafficMirrorTargets: items.map((target) => toMirrorTarget(ctx, target)),
    NextToken: nextToken,
  }
})
