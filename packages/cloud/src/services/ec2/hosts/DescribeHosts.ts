import type { DescribeHostsRequest, DescribeHostsResult } from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { reservationOfHost } from '../host-reservations/host-reservation.ts'
import { toHost } from './describe-host.ts'
import { findHost, hosts, type HostRecord } from './host.ts'

/** Lists Dedicated Hosts with what is on them and what they have room for; released ones for an hour more. */
export const DescribeHosts = operation<DescribeHostsRequest, DescribeHostsResult>(
  'DescribeHosts',
  (ctx, input) => {
    const ids = input.HostIds ?? []
    const asked =
      ids.length > 0 ? [...new Set(ids)].map((id) => findHost(ctx, id)) : ctx.db.all(hosts)
    const matches = compileFilters<HostRecord>('DescribeHosts', input.Filter, {
      fields: {
        'auto-placement': ({ autoPlacement }) => autoPlacement,
        'availability-zone': ({ availabilityZone }) => availabilityZone,
        'availability-zone-id': ({ availabilityZone }) => zoneIdOf(availabilityZone),
        'client-token': ({ clientToken }) => clientToken,
        'host-reservation-id': ({ id }) => reservationOfHost(ctx.db, id)?.id,
        'instance-type': ({ holds }) => ('type' in holds ? holds.type : undefined),
        state: ({ releaseTime }) => (releaseTime === undefined ? 'available' : 'released'),
      },
      tags: ({ tags }) => tags,
    })
    const page = paginate(ctx, 'DescribeHosts', asked.filter(matches), input, {
      keyOf: ({ id }) => id,
      min: 5,
      max: 500,
      ids: { name: 'hostIdSet', given: ids.length > 0 },
    })
    return { Hosts: page.items.map((host) => toHost(ctx, host)), NextToken: page.nextToken }
  },
)
