/** How many of a group may be on their way from old to new at once. */
export interface BatchLimits {
  readonly desired: number
  /** Percent of the desired capacity. */
  readonly minHealthy: number
  /** Percent of the desired capacity; absent: 100, and whoever is replaced goes first. */
  readonly maxHealthy?: number
}

/**
 * How many a rolling replacement takes at once: `launchFirst` beyond the desired capacity, or ended before there are others. At least
 * one: where rounding leaves no room, one instance is replaced at a time.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html#instance-refresh-core-concepts
 */
export function planBatch({ desired, minHealthy, maxHealthy = 100 }: BatchLimits): {
  readonly launchFirst: boolean
  readonly size: number
} {
  const launchFirst = maxHealthy > 100
  const room = launchFirst
    ? Math.floor((desired * maxHealthy) / 100) - desired
    : desired - Math.ceil((desired * minHealthy) / 100)
  return { launchFirst, size: Math.max(1, room) }
}

/** How many are replaced when a checkpoint is reached. */
export function checkpointGoal(total: number, percent: number): number {
  return Math.ceil((total * percent) / 100)
}
