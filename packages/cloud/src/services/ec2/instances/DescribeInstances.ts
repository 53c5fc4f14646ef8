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

/** Lists instances by reservation, with filters over all that they have. */
export const DescribeInstances = operation<DescribeInstancesCommandInput, DescribeInstancesResult>(
  'DescribeInstances',
  (ctx, input) => {
    const given = (input.InstanceIds?.length ?? 0) > 0
    const named = given ? findInstances(ctx.db, input.InstanceIds) : ctx.db.all(instances)
    const matches = compileFilters('DescribeInstances', input.Filters, instanceFilters)
    const describe = ({ id }: InstanceRecord): DescribedInstance[] => {
      const described = ctx.db.view(instanceView, id)
      return described ? [described] : []
    }
    const found = input.Filters?.length
      ? named.filter((record) => describe(record).some(matches))
      : named
    const page = paginate(ctx, 'DescribeInstances', found, input, {
      keyOf: ({ id }) => id,
      ids: { name: 'instancesSet', given },
    })
    const described = page.items.flatMap(describe)
    return { Reservations: groupByReservation(described), NextToken: page.nextToken }
  },
)
