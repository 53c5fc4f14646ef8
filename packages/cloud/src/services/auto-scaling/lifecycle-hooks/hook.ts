import { collection } from '../../../engine/collection.ts'

export const transitions = [
  'autoscaling:EC2_INSTANCE_LAUNCHING',
  'autoscaling:EC2_INSTANCE_TERMINATING',
] as const

export type HookTransition = (typeof transitions)[number]

export interface LifecycleHookRecord {
  /** `<group>/<name>` */
  readonly id: string
  readonly group: string
  readonly name: string
  readonly transition: HookTransition
  /** Seconds. */
  readonly heartbeatTimeout: number
  readonly defaultResult: 'CONTINUE' | 'ABANDON'
  readonly notificationTarget?: string
  readonly role?: string
  readonly metadata?: string
}

export const hooks = collection<LifecycleHookRecord, 'group'>({
  name: 'auto-scaling/lifecycle-hook',
  scope: 'region',
  indexes: { group: ({ group }) => group },
})

/** Seconds that an action can wait however often it is heard of: 48 hours, or a hundred times the timeout where that is less. */
export function globalTimeout({ heartbeatTimeout }: LifecycleHookRecord): number {
  return Math.min(48 * 3600, 100 * heartbeatTimeout)
}
