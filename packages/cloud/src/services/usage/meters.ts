import type { Metered } from '../../metering/usage.ts'
import { alarms, type AlarmRecord } from '../cloudwatch/alarms/alarm.ts'
import { dashboards } from '../cloudwatch/dashboards/dashboard.ts'
import { publicAddresses } from '../ec2/addresses/public-address.ts'
import { capacityReservations } from '../ec2/capacity-reservations/capacity-reservation.ts'
import { familyOf, hosts } from '../ec2/hosts/host.ts'
import { natGateways } from '../ec2/nat-gateways/nat-gateway.ts'
import { snapshots } from '../ec2/snapshots/snapshot.ts'
import { mirrorSessions } from '../ec2/traffic-mirroring/traffic-mirroring.ts'
import { transitGatewayAttachments } from '../ec2/transit-gateways/transit-gateway-attachment.ts'
import { volumes } from '../ec2/volumes/volume.ts'
import { vpcEndpoints } from '../ec2/vpc-endpoints/vpc-endpoint.ts'
import { vpnConnections } from '../ec2/vpn-connections/vpn-connection.ts'
import { loadBalancers } from '../elastic-load-balancing-v2/load-balancers/load-balancer.ts'
import { instances } from '../ec2/instances/instance.ts'
import { useInstance } from './instance-use.ts'
import { laterSnapshots, useSnapshot } from './snapshot-use.ts'
import { useVolume } from './volume-use.ts'
import { meterOf, type RecordMeter, type Use } from './record-meter.ts'

const none: Use = { metered: [] }
const one = (metered: Omit<Metered, 'quantity'> & { readonly quantity?: number }): Use => ({
  metered: [{ quantity: 1, ...metered }],
})

/** What is metered, by collection. Everything else costs nothing. */
export const meters: ReadonlyMap<string, RecordMeter> = new Map([
  meterOf(instances, { use: useInstance }),
  meterOf(volumes, { use: useVolume }),
  meterOf(snapshots, { use: useSnapshot, alsoChanged: laterSnapshots }),
  // Every public IPv4 address costs the same, in use or idle: of an Elastic IP under its allocation, else under its interface.
  meterOf(publicAddresses, {
    use: ({ networkInterfaceId }) =>
      one({
        meter: 'publicAddress',
        ...(networkInterfaceId === undefined && { idle: true }),
        tags: [],
      }),
    resourceOf: ({ id, allocationId }) => allocationId ?? id,
    regionOf: ({ region }) => region,
  }),
  meterOf(natGateways, {
    use: ({ state, availabilityZone: zone, tags }) =>
      state === 'available' ? one({ meter: 'natGateway', zone, tags }) : none,
  }),
  meterOf(loadBalancers, {
    use: ({ type, tags }) => one({ meter: 'loadBalancer', type, tags }),
  }),
  // Interface endpoints by the zone they stand in; gateway endpoints are free.
  meterOf(vpcEndpoints, {
    use: ({ type, state, subnetIds, tags }) =>
      type === 'Interface' && state === 'available'
        ? one({ meter: 'endpointInterface', quantity: subnetIds.length, tags })
        : none,
  }),
  meterOf(transitGatewayAttachments, {
    use: ({ state, resourceType, tags }) =>
      state === 'available' ? one({ meter: 'transitAttachment', type: resourceType, tags }) : none,
  }),
  meterOf(vpnConnections, {
    use: ({ state, tags }) =>
      state === 'available' ? one({ meter: 'vpnConnection', tags }) : none,
  }),
  meterOf(mirrorSessions, { use: ({ tags }) => one({ meter: 'mirrorSession', tags }) }),
  meterOf(hosts, {
    use: ({ releaseTime, holds, availabilityZone: zone, tags }) =>
      releaseTime === undefined
        ? one({
            meter: 'host',
            type: 'family' in holds ? holds.family : familyOf(holds.type),
            zone,
            tags,
          })
        : none,
  }),
  meterOf(capacityReservations, {
    use: ({ state, total, instanceType, platform, tenancy, availabilityZone: zone, tags }) =>
      state === 'active'
        ? one({
            meter: 'capacityReservation',
            quantity: total,
            type: instanceType,
            platform,
            tenancy,
            zone,
            tags,
          })
        : none,
  }),
  meterOf(alarms, { use: (alarm) => one({ meter: 'alarm', ...alarmKind(alarm) }) }),
  meterOf(dashboards, {
    use: ({ tags }) => one({ meter: 'dashboard', tags }),
    // Dashboards are of all Regions; AWS bills them in the first.
    regionOf: () => 'us-east-1',
  }),
])

/** An alarm is charged by each metric that it watches; with periods below a minute it is a high-resolution one. */
function alarmKind(alarm: AlarmRecord): Pick<Metered, 'type' | 'quantity' | 'tags'> {
  const { tags } = alarm
  if (alarm.type === 'CompositeAlarm') return { type: 'composite', quantity: 1, tags }
  const watched = alarm.metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length
  const type = alarm.period < 60 ? 'high' : 'standard'
  return { type, quantity: Math.max(1, watched ?? 1), tags }
}
