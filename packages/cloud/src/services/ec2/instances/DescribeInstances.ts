import type { DescribeInstancesCommandInput, DescribeInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findInstances } from './find-instances.ts'
import { instances } from './instance.ts'
import { instanceFilters } from './instance-filters.ts'
import { instanceView, type DescribedInstance } from './instance-view.ts'
import { groupByReservation } from './reservation.ts'

export const DescribeInstances = operation<DescribeInstancesCommandInput, DescribeInstancesResult>(
  'DescribeInstances',
  (ctx, input) => {
    const given = (input.InstanceIds?.length ?? 0) > 0
    const named = given ? findInstances(ctx.db, input.InstanceIds) : ctx.db.all(instances)
    const matches = compileFilters('DescribeInstances', input.Filters, instanceFilters)
    const found: DescribedInstance[] = []
    for (const { id } of named) {
      const described = ctx.db.view(instanceView, id)
      if (described && matches(described)) found.push(described)
    }
    const page = paginate(ctx, 'DescribeInstances', found, input, {
      keyOf: ({ record }) => record.id,
      ids: { name: 'instancesSet', given },
    })
    return { Reservations: groupByReservation(page.items), NextToken: page.nextToken }
  },
)
