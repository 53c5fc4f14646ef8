import type { Host, InstanceCapacity } from '@aws-sdk/client-ec2'
import { findInstanceType, instanceTypesIn } from '../../../catalogue/instance-types.ts'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { reservationOfHost } from '../host-reservations/host-reservation.ts'
import { familyOf, instancesOn, roomFor, serverOf, vcpusOf, type HostRecord } from './host.ts'

export function toHost(ctx: Context, host: HostRecord): Host {
  const { holds } = host
  const family = 'type' in holds ? familyOf(holds.type) : holds.family
  const server = serverOf(ctx.region, family)
  const on = instancesOn(ctx, host)
  const used = on.reduce((sum, { instanceType }) => sum + vcpusOf(instanceType), 0)
  const released = host.releaseTime !== undefined
  return {
    HostId: host.id,
    AutoPlacement: host.autoPlacement,
    AvailabilityZone: host.availabilityZone,
    AvailabilityZoneId: zoneIdOf(host.availabilityZone),
    AvailableCapacity: released
      ? undefined
      : {
          AvailableInstanceCapacity: capacitiesOf(ctx, host, family, server?.vcpus ?? 0),
          AvailableVCpus: (server?.vcpus ?? 0) - used,
        },
    ClientToken: host.clientToken,
    HostReservationId: reservationOfHost(ctx.db, host.id)?.id,
    HostProperties: {
      Cores: server?.cores,
      Sockets: server?.sockets,
      TotalVCpus: server?.vcpus,
      InstanceFamily: family,
      InstanceType: 'type' in holds ? holds.type : undefined,
    },
    Instances: on.map(({ id, instanceType, ownerId }) => ({
      InstanceId: id,
      InstanceType: instanceType,
      OwnerId: ownerId,
    })),
    State: released ? 'released' : 'available',
    AllocationTime: new Date(host.allocationTime),
    ReleaseTime: host.releaseTime === undefined ? undefined : new Date(host.releaseTime),
    Tags: [...host.tags],
    HostRecovery: host.hostRecovery,
    HostMaintenance: host.hostMaintenance,
    AllowsMultipleInstanceTypes: 'family' in holds ? 'on' : 'off',
    OwnerId: ctx.account,
    MemberOfServiceLinkedResourceGroup: false,
  }
}

/** Of each type that the host takes: how many it has room for, and how many it had empty. */
function capacitiesOf(
  ctx: Context,
  host: HostRecord,
  family: string,
  vcpus: number,
): InstanceCapacity[] {
  const types =
    'type' in host.holds
      ? [host.holds.type]
      : instanceTypesIn(ctx.region).filter(
          (type) =>
            familyOf(type) === family && findInstanceType(type)?.DedicatedHostsSupported === true,
        )
  return types.map((InstanceType) => ({
    InstanceType,
    AvailableCapacity: roomFor(ctx, host, InstanceType),
    TotalCapacity: Math.floor(vcpus / vcpusOf(InstanceType)),
  }))
}
