import type { WarmPoolState } from '@aws-sdk/client-auto-scaling'
import { collection, type ReadRecords } from '../../../engine/collection.ts'
import type { GroupRecord } from '../groups/group.ts'
import type { MemberRecord } from '../instances/member.ts'

/** Instances that a group keeps ready beside those that serve. They are members in states that begin with `Warmed`. */
export interface WarmPoolRecord {
  /** Name of the group. */
  readonly id: string
  readonly state: WarmPoolState
  readonly minSize: number
  /** Of the pool and the group together; absent: the group's maximum. */
  readonly maxPrepared?: number
  /** Absent: nothing was said, and nothing comes back. */
  readonly reuseOnScaleIn?: boolean
  /** It goes with its last instance. */
  readonly deleting?: boolean
}

export const warmPools = collection<WarmPoolRecord>({
  name: 'auto-scaling/warm-pool',
  scope: 'region',
})

/** How many instances it is to hold. https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html */
export function poolSize(
  db: Pick<ReadRecords, 'get'>,
  { id, maxSize, desiredCapacity }: GroupRecord,
): number {
  const pool = db.get(warmPools, id)
  if (!pool || pool.deleting) return 0
  return Math.max(pool.minSize, (pool.maxPrepared ?? maxSize) - desiredCapacity)
}

export function isWarm({ lifecycleState }: MemberRecord): boolean {
  return lifecycleState.startsWith('Warmed:')
}

export function isLeavingPool({ lifecycleState }: MemberRecord): boolean {
  return lifecycleState.startsWith('Warmed:Terminat')
}

/** Prepared, and waiting to be needed. */
export function isPrepared({ lifecycleState: state }: MemberRecord): boolean {
  return state === 'Warmed:Stopped' || state === 'Warmed:Running' || state === 'Warmed:Hibernated'
}
