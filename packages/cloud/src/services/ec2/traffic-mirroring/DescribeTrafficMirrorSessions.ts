import type {
  DescribeTrafficMirrorSessionsRequest,
  DescribeTrafficMirrorSessionsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toMirrorSession } from './describe-mirrors.ts'
import { mirrorSessions } from './traffic-mirroring.ts'

/** The account's own. */
export const DescribeTrafficMirrorSessions = operation<
  DescribeTrafficMirrorSessionsRequest,
  DescribeTrafficMirrorSessionsResult
>('DescribeTrafficMirrorSessions', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeTrafficMirrorSessions',
    mirrorSessions,
    input,
    {
      kind: 'traffic-mirror-session',
      ids: input.TrafficMirrorSessionIds,
      filters: {
        fields: {
          description: ({ description }) => description,
          'network-interface-id': ({ networkInterfaceId }) => networkInterfaceId,
          'owner-id': () => ctx.account,
          'packet-length': ({ packetLength }) => packetLength,
          'session-number': ({ sessionNumber }) => sessionNumber,
          'traffic-mirror-filter-id': ({ filterId }) => filterId,
          'traffic-mirror-session-id': ({ id }) => id,
          'traffic-mirror-target-id': ({ targetId }) => targetId,
          'virtual-network-id': ({ virtualNetworkId }) => virtualNetworkId,
        },
        tags: ({ tags }) => tags,
      },
    },
  )
  return {
    TrafficMirrorSessions: items.map((session) => toMirrorSession(ctx, session)),
    NextToken: nextToken,
  }
})
