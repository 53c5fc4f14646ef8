/** The low alarm's threshold, as a share of the target. */
export const lowShare = 0.9

/**
 * The capacity at which a metric would be at its target, if it goes down as capacity goes up. Enough that it is not above the
 * target: what is scaled in leaves the rest below it. `capacity` is what the metric was measured of: without what is warming up.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
 */
export function trackedCapacity(capacity: number, metric: number, target: number): number {
  // A product of floats may lie a hair above the whole number that it is.
  return Math.ceil((capacity * metric) / target - 1e-9)
}

/**
 * What a metric that is out of its bounds asks for: more for the newest value of a high one, less for the highest value of a low
 * one, since scaling in is the cautious direction. Undefined where there is nothing to do.
 */
export function track(
  side: 'high' | 'low',
  given: {
    /** Without what is warming up. */
    readonly capacity: number
    readonly desired: number
    readonly target: number
    /** Those that made the alarm, oldest first. */
    readonly values: readonly number[]
  },
): number | undefined {
  const { capacity, desired, target, values } = given
  const metric =
    side === 'high' ? values.at(-1) : values.length > 0 ? Math.max(...values) : undefined
  if (metric === undefined) return undefined
  const wanted = trackedCapacity(capacity, metric, target)
  if (side === 'high') return wanted > desired ? wanted : undefined
  return wanted < desired ? Math.max(0, wanted) : undefined
}
