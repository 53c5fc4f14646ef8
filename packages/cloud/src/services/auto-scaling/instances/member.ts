import type { LifecycleState } from '@aws-sdk/client-auto-scaling'
import { collection } from '../../../engine/collection.ts'

/** An instance as a member of its group, from its launch (or attachment) until it is terminated or detached. */
export interface MemberRecord {
  /** The instance's. */
  readonly id: string
  /** Name of the group. */
  readonly group: string
  readonly lifecycleState: LifecycleState
  readonly stateSince: number
  readonly healthStatus: 'Healthy' | 'Unhealthy'
  /** Of an unhealthy one: the rest of the sentence "an instance was taken out of service in response to …". */
  readonly unhealthyBecause?: string
  readonly protectedFromScaleIn: boolean
  readonly instanceType: string
  readonly imageId: string
  readonly availabilityZone: string
  readonly subnetId: string
  readonly isSpot: boolean
  /** Absent for an attached instance. */
  readonly launch?: MemberLaunch
  /** How much of the desired capacity it is; 1 without weights. */
  readonly weight: number
  /** As the override of a mixed instances policy has it. */
  readonly weightedCapacity?: string
  /** By the group, or into it. */
  readonly joinedAt: number
  /** Since it last came into service: grace, warm-up and lifetime are counted from here. */
  readonly inServiceAt?: number
  /** The activity that it is in the middle of. */
  readonly activityId?: string
  /** Lifecycle hooks that it waits for, or has waited for in this transition: all at the same time. */
  readonly waiting?: readonly HookAction[]
  /** It is to be replaced, why (the end of the sentence), and counts no more: it goes as soon as the group can do without it. */
  readonly replace?: string
  /** Launched beyond the desired capacity to balance zones: counts from when it is in service. */
  readonly surplus?: boolean
}

/** What it was launched from. */
export type MemberLaunch =
  | {
      readonly kind: 'template'
      readonly templateId: string
      readonly templateName: string
      readonly version: number
    }
  | { readonly kind: 'configuration'; readonly name: string }

/** One hook that a member waits for. Times in ms of the account. */
export interface HookAction {
  readonly hook: string
  readonly token: string
  /** At which its default result is taken. */
  readonly until: number
  /** Beyond which no heartbeat takes it. */
  readonly atMost: number
  readonly result?: 'CONTINUE' | 'ABANDON'
}

/** In order of their arrival in the account. */
export const members = collection<MemberRecord, 'group'>({
  name: 'auto-scaling/instance',
  scope: 'region',
  indexes: { group: ({ group }) => group },
})

/** Whether a member is part of what the desired capacity is compared with. */
export function counts({ lifecycleState: state, replace, surplus }: MemberRecord): boolean {
  if (replace !== undefined) return false
  return state === 'InService' || (state.startsWith('Pending') && !surplus)
}
