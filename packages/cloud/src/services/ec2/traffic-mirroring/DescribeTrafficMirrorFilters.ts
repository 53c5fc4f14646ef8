import type {
  DescribeTrafficMirrorFiltersRequest,
  DescribeTrafficMirrorFiltersResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import { toMirrorFilter } from './describe-mirrors.ts'
import { mirrorFilters } from './traffic-mirroring.ts'

/** With their rules, in the order of their numbers. */
export const DescribeTrafficMirrorFilters = operation<
  DescribeTrafficMirrorFiltersRequest,
  DescribeTrafficMirrorFiltersResult
>('DescribeTrafficMirrorFilters', (ctx, input) => {
  const { items, nextToken } = describeRecords(
    ctx,
    'DescribeTrafficMirrorFilters',
    mirrorFilters,
    input,
    {
      kind: 'traffic-mirror-filter',
      ids: input.TrafficMirrorFilterIds,
      filters: {
        fields: {
          description: ({ description }) => description,
          'traffic-mirror-filter-id': ({ id }) => id,
        },
        tags: ({ tags }) => tags,
      },
    },
  )
  return {
    TrafficMirrorFilters: items.map((filter) => toMirrorFilter(ctx, filter)),
    NextToken: nextToken,
  }
})
