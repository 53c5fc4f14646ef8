import { createHash } from 'node:crypto'
import type {
  DescribeInstanceTopologyRequest,
  DescribeInstanceTopologyResult,
  InstanceTopology,
} from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findPlacementGroup } from '../placement-groups/placement-group.ts'
import { findInstances } from './find-instances.ts'
import { instances, type InstanceRecord } from './instance.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/how-ec2-instance-topology-works.html */
const described = /^(g6|g6e|g7e|gr6|hpc\w*|p3dn|p4d|p4de|p5|p5e|p5en|p6\S*|trn1|trn1n|trn2|trn2u)\./

/**
 * The network nodes above running instances of the types that AWS tells of: what shares a zone shares the
 * first, what shares a cluster placement group the second too.
 * @differs The nodes are derived from zone and group, not from hardware.
 */
export const DescribeInstanceTopology = operation<
  DescribeInstanceTopologyRequest,
  DescribeInstanceTopologyResult
>('DescribeInstanceTopology', (ctx, input) => {
  const { InstanceIds: ids = [], GroupNames: groups = [] } = input
  if (ids.length > 0 && groups.length > 0) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter InstanceIds cannot be used with the parameter GroupNames',
    )
  }
  for (const group of groups) findPlacementGroup(ctx, group)
  const asked = ids.length > 0 ? findInstances(ctx.db, ids) : ctx.db.all(instances)
  const found = asked
    .filter(
      ({ state, instanceType, placement }) =>
        state === 'running' &&
        described.test(instanceType) &&
        (groups.length === 0 || groups.includes(placement.groupName ?? '')),
    )
    .map(toTopology)
    .filter(
      compileFilters<InstanceTopology>('DescribeInstanceTopology', input.Filters, {
        fields: {
          'availability-zone': ({ AvailabilityZone }) => AvailabilityZone,
          'instance-type': ({ InstanceType }) => InstanceType,
          'zone-id': ({ ZoneId }) => ZoneId,
        },
      }),
    )
  const page = paginate(ctx, 'DescribeInstanceTopology', found, input, {
    keyOf: ({ InstanceId }) => InstanceId ?? '',
    min: 1,
    max: 100,
    defaultSize: 20,
    ids: { name: 'instanceIds', given: ids.length > 0 },
  })
  return { Instances: [...page.items], NextToken: page.nextToken }
})

function toTopology(instance: InstanceRecord): InstanceTopology {
  const { id, instanceType, availabilityZone, placement, ownerId } = instance
  const rack = placement.groupName ?? instance.reservationId
  return {
    InstanceId: id,
    InstanceType: instanceType,
    GroupName: placement.groupName,
    NetworkNodes: [
      node(availabilityZone),
      node(`${ownerId}/${availabilityZone}/${rack}`),
      node(`${ownerId}/${id}`),
    ],
    AvailabilityZone: availabilityZone,
    ZoneId: zoneIdOf(availabilityZone),
  }
}

function node(of: string): string {
  return `nn-${createHash('sha256').update(of).digest('hex').slice(0, 17)}`
}
