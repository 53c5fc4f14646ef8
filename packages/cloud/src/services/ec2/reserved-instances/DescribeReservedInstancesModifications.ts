import type {
  DescribeReservedInstancesModificationsRequest,
  DescribeReservedInstancesModificationsResult,
  ReservedInstancesModification,
  ReservedInstancesModificationResult,
} from '@aws-sdk/client-ec2'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { modifications, type ModificationRecord, type ModificationTarget } from './modification.ts'

/** Lists modifications, with what came of them. */
export const DescribeReservedInstancesModifications = operation<
  DescribeReservedInstancesModificationsRequest,
  DescribeReservedInstancesModificationsResult
>('DescribeReservedInstancesModifications', (ctx, input) => {
  const ids = new Set(input.ReservedInstancesModificationIds)
  for (const id of ids) {
    if (ctx.db.get(modifications, id)) continue
    throw new AwsError('InvalidReservedInstancesModificationId', `The ID '${id}' does not exist`)
  }
  const asked = ids.size > 0 ? ctx.db.pick(modifications, ids) : ctx.db.all(modifications)
  const matches = compileFilters('DescribeReservedInstancesModifications', input.Filters, filters)
  const page = paginate(ctx, 'DescribeReservedInstancesModifications', asked, input, {
    keyOf: ({ id }) => id,
    matches,
    defaultSize: 100,
  })
  return {
    ReservedInstancesModifications: page.items.map(toModification),
    NextToken: page.nextToken,
  }
})

function toModification(record: ModificationRecord): ReservedInstancesModification {
  return {
    ReservedInstancesModificationId: record.id,
    ReservedInstancesIds: record.from.map((ReservedInstancesId) => ({ ReservedInstancesId })),
    ModificationResults: record.to.map(toResult),
    ClientToken: record.clientToken,
    CreateDate: new Date(record.createTime),
    UpdateDate: new Date(record.updateTime),
    EffectiveDate: new Date(record.effectiveTime),
    Status: record.status,
  }
}

function toResult(target: ModificationTarget): ReservedInstancesModificationResult {
  const { reservedInstancesId, instanceType, zone, count } = target
  return {
    ReservedInstancesId: reservedInstancesId,
    TargetConfiguration: {
      InstanceCount: count,
      InstanceType: findInstanceType(instanceType)?.InstanceType,
      Platform: 'EC2-VPC',
      Scope: zone === undefined ? 'Region' : 'Availability Zone',
      ...(zone !== undefined && { AvailabilityZone: zone, AvailabilityZoneId: zoneIdOf(zone) }),
    },
  }
}

const target = 'modification-result.target-configuration'
const filters: FilterFields<ModificationRecord> = {
  fields: {
    'client-token': ({ clientToken }) => clientToken,
    'create-date': ({ createTime }) => new Date(createTime).toISOString(),
    'effective-date': ({ effectiveTime }) => new Date(effectiveTime).toISOString(),
    'modification-result.reserved-instances-id': ({ to }) =>
      to.map((each) => each.reservedInstancesId),
    [`${target}.availability-zone`]: ({ to }) => to.map(({ zone }) => zone),
    [`${target}.availability-zone-id`]: ({ to }) =>
      to.map(({ zone }) => (zone === undefined ? undefined : zoneIdOf(zone))),
    [`${target}.instance-count`]: ({ to }) => to.map(({ count }) => count),
    [`${target}.instance-type`]: ({ to }) => to.map(({ instanceType }) => instanceType),
    'reserved-instances-id': ({ from }) => from,
    'reserved-instances-modification-id': ({ id }) => id,
    status: ({ status }) => status,
    'status-message': () => undefined,
    'update-date': ({ updateTime }) => new Date(updateTime).toISOString(),
  },
}
