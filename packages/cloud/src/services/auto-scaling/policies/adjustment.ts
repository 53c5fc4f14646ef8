export type AdjustmentType = 'ChangeInCapacity' | 'ExactCapacity' | 'PercentChangeInCapacity'

export interface Adjustment {
  readonly type: AdjustmentType
  /** Instances, or percent of what there is. */
  readonly amount: number
  /** The least that a change by percent is worth; not negative. */
  readonly least?: number
}

/** The capacity that an adjustment asks for, before the group's limits; never negative. */
export function adjusted(capacity: number, { type, amount, least = 0 }: Adjustment): number {
  if (type === 'ExactCapacity') return amount
  if (type === 'ChangeInCapacity') return Math.max(0, capacity + amount)
  const change = roundChange((capacity * amount) / 100)
  const magnitude = amount === 0 ? 0 : Math.max(Math.abs(change), least)
  return Math.max(0, capacity + Math.sign(amount) * magnitude)
}

/**
 * Towards zero, but never to it: 12.7 is 12, .67 is 1, -.58 is -1, -6.67 is -6.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html#as-scaling-adjustment
 */
function roundChange(change: number): number {
  if (change === 0) return 0
  return Math.sign(change) * Math.max(1, Math.floor(Math.abs(change)))
}
