import { findInstanceType } from '../../catalogue/instance-types.ts'
import type { Metered } from '../../metering/usage.ts'
import type { InstanceRecord } from '../ec2/instances/instance.ts'
import type { Use } from './record-meter.ts'

const hourMs = 3_600_000

/** Metrics of detailed monitoring that an instance is charged for: https://aws.amazon.com/cloudwatch/pricing/ (example 1). */
const detailedMetrics = 7

/**
 * An instance costs while it runs, and while it stops in order to hibernate.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html
 */
export function useInstance(instance: InstanceRecord): Use {
  const { state, instanceType: type, availabilityZone: zone, tags, placement } = instance
  if (!isCharged(instance)) return { metered: [], waived: isWaived(instance) }
  const metered: Metered[] = [
    {
      meter: 'instance',
      quantity: 1,
      zone,
      type,
      platform: instance.platformDetails,
      tenancy: placement.tenancy,
      ...(instance.lifecycle === 'spot' && { spot: true }),
      ...(instance.capacityReservationId !== undefined && {
        reservation: instance.capacityReservationId,
      }),
      tags,
    },
  ]
  if (instance.ebsOptimized && isOptimizedAtCost(type)) {
    metered.push({ meter: 'ebsOptimized', quantity: 1, zone, type, tags })
  }
  if (state === 'running' && instance.monitoring === 'enabled') {
    metered.push({ meter: 'detailedMonitoring', quantity: detailedMetrics, zone, tags })
  }
  return { metered }
}

function isCharged({ state, stateReason }: InstanceRecord): boolean {
  if (state === 'running') return true
  return state === 'stopping' && stateReason?.code === 'Client.UserInitiatedHibernate'
}

/**
 * What AWS takes back in its first hour is free, but for the Windows of the time after its first minute's end.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-for-interrupted-spot-instances.html
 */
function isWaived({ lifecycle, interruption, launchTime, stateReason }: InstanceRecord): boolean {
  const byAws = stateReason?.code.startsWith('Server.SpotInstance') ?? false
  return (
    lifecycle === 'spot' &&
    byAws &&
    interruption !== undefined &&
    interruption.time - launchTime < hourMs
  )
}

function isOptimizedAtCost(type: string): boolean {
  return findInstanceType(type)?.EbsInfo?.EbsOptimizedSupport === 'supported'
}
