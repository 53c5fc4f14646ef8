import type {
  DescribeInstancesCommandInput,
  DescribeInstancesResult,
  Instance,
  Reservation,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findInstances } from './find-instances.ts'
import { instances } from './instance.ts'
import { instanceFilters, type DescribedInstance } from './instance-filters.ts'
import { instanceView } from './instance-view.ts'
import { toReservation } from './reservation.ts'

export const DescribeInstances = operation<DescribeInstancesCommandInput, DescribeInstancesResult>(
  'DescribeInstances',
  (ctx, input) => {
    const given = (input.InstanceIds?.length ?? 0) > 0
    const named = given ? findInstances(ctx.db, input.InstanceIds) : ctx.db.all(instances)
    const matches = compileFilters('DescribeInstances', input.Filters, instanceFilters)
    const found: DescribedInstance[] = []
    for (const record of named) {
      const instance = ctx.db.view(instanceView, record.id)
      if (!instance) continue
      const described = { record, instance, account: ctx.account }
      if (matches(described)) found.push(described)
    }
    const page = paginate(ctx, 'DescribeInstances', found, input, {
      keyOf: ({ record }) => record.id,
      ids: { name: 'instancesSet', given },
    })
    return { Reservations: groupByReservation(ctx, page.items), NextToken: page.nextToken }
  },
)

function groupByReservation(ctx: Context, found: readonly DescribedInstance[]): Reservation[] {
  const groups = new Map<string, Instance[]>()
  for (const { record, instance } of found) {
    const members = groups.get(record.reservationId)
    if (members) members.push(instance)
    else groups.set(record.reservationId, [instance])
  }
  return [...groups].map(([id, members]) => toReservation(ctx.account, id, members))
}
