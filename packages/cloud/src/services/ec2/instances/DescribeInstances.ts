import type { DescribeInstancesCommandInput, DescribeInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findInstances } from './find-instances.ts'
import { instances, type InstanceRecord } from './instance.ts'
import { instanceFilters } from './instance-filters.ts'
import type { DescribedInstance } from './described-instance.ts'
import { instanceView } from './instance-view.ts'
import { groupByReservation } from './reservation.ts'
import { candidates } from '../narrow.ts'
import { instanceNarrow } from './instance-narrow.ts'

/** Lists instances by reservation, with filters over all that they have. */
export const DescribeInstances = operation<DescribeInstancesCommandInput, DescribeInstancesResult>(
  'DescribeInstances',
  (ctx, input) => {
    const given = (input.InstanceIds?.length ?? 0) > 0
    const named = given
      ? findInstances(ctx.db, input.InstanceIds)
      : candidates(ctx.db, instances, input.Filters, instanceNarrow)
    const matches = compileFilters('DescribeInstances', input.Filters, instanceFilters)
    const describe = ({ id }: InstanceRecord): DescribedInstance[] => {
      const described = ctx.db.view(instanceView, id)
      return described ? [described] : []
    }
    const page = paginate(ctx, 'DescribeInstances', named, input, {
      keyOf: ({ id }) => id,
      ...(input.Filters?.length && { matches: (record) => describe(record).some(matches) }),
      ids: { name: 'instancesSet', given },
    })
    const described = page.items.flatMap(describe)
    return { Reservations: groupByReservation(described), NextToken: page.nextToken }
  },
)
