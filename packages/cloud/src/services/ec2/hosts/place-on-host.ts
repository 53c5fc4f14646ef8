import type { Placement as PlacementInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { Placement } from '../instances/instance.ts'
import { findHost, hosts, roomFor, type HostRecord } from './host.ts'

/** Reads what a launch says of hosts; undefined for one that wants none. Throws AWS's errors for what does not go together. */
export function readHostWish(
  ctx: Context,
  input: PlacementInput | undefined,
): Pick<Placement, 'hostId' | 'affinity'> | undefined {
  const { HostId: hostId, Affinity: affinity, Tenancy: tenancy } = input ?? {}
  if (tenancy !== 'host' && hostId === undefined) {
    if (affinity === undefined || affinity === 'default') return undefined
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter affinity requires the tenancy host.',
    )
  }
  if (tenancy !== undefined && tenancy !== 'host') {
    throw new AwsError(
      'InvalidParameterCombination',
      `The parameter hostId cannot be used with the tenancy '${tenancy}'.`,
    )
  }
  if (affinity !== undefined && affinity !== 'default' && affinity !== 'host') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${affinity}) for parameter affinity is invalid. Valid values are default and host.`,
    )
  }
  if (hostId !== undefined) checkUsable(findHost(ctx, hostId))
  return { hostId, affinity: affinity ?? 'default' }
}

/** The host that an instance goes to: the one that is named, or the first with room that takes whatever comes. */
export function chooseHost(
  ctx: Context,
  wish: Pick<Placement, 'hostId'>,
  type: string,
  zone: string,
): string {
  if (wish.hostId !== undefined) {
    const host = checkUsable(findHost(ctx, wish.hostId))
    if (host.availabilityZone === zone && roomFor(ctx, host, type) > 0) return host.id
    throw new AwsError(
      'InsufficientCapacityOnHost',
      `There is not enough capacity on the Dedicated Host '${host.id}' to launch the requested instance.`,
    )
  }
  const open = openHosts(ctx, type).find(({ availabilityZone }) => availabilityZone === zone)
  if (open) return open.id
  throw new AwsError(
    'InsufficientHostCapacity',
    `Insufficient capacity on matching hosts: there is no Dedicated Host with auto-placement in ${zone} that has room for ${type}.`,
  )
}

/** The zone that a launch on hosts leads to: of the host that it names, or of the first that would take it. */
export function zoneOfHost(
  ctx: Context,
  wish: Pick<Placement, 'hostId'>,
  type: string,
): string | undefined {
  const host = wish.hostId === undefined ? openHosts(ctx, type)[0] : findHost(ctx, wish.hostId)
  return host?.availabilityZone
}

/** The hosts with room that take whatever comes. */
function openHosts(ctx: Context, type: string): readonly HostRecord[] {
  return ctx.db
    .all(hosts)
    .filter(
      (host) =>
        host.releaseTime === undefined &&
        host.autoPlacement === 'on' &&
        roomFor(ctx, host, type) > 0,
    )
}

function checkUsable(host: HostRecord): HostRecord {
  if (host.releaseTime === undefined) return host
  throw new AwsError('InvalidHostID.NotFound', `The host ID '${host.id}' does not exist`)
}
