import type { InstancesDistribution } from '@aws-sdk/client-auto-scaling'

/** How much of a capacity is On-Demand: the base, and a share of what is above it, rounded in its favour. */
export function onDemandPart(distribution: InstancesDistribution, capacity: number): number {
  const { OnDemandBaseCapacity: base = 0, OnDemandPercentageAboveBaseCapacity: percent = 100 } =
    distribution
  const above = Math.max(0, capacity - base)
  return Math.min(capacity, base) + Math.ceil((above * percent) / 100)
}

/** What the next instance is to be, where a group has so much On-Demand and is to have so much in all. */
export function nextIsSpot(
  distribution: InstancesDistribution,
  onDemand: number,
  desired: number,
): boolean {
  return onDemand >= onDemandPart(distribution, desired)
}
