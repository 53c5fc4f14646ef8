import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface ReplaceRootTaskRecord extends Tagged {
  /** `replacevol-0…` */
  readonly id: string
  readonly instanceId: string
  readonly state: 'pending' | 'in-progress' | 'succeeded' | 'failed'
  readonly startTime: number
  readonly completeTime?: number
  /** What the new root is made of: neither for the state at launch. */
  readonly snapshotId?: string
  readonly imageId?: string
  readonly deleteReplaced: boolean
  /** The volume that was the root until now. */
  readonly replacedVolumeId: string
}

export const replaceRootTasks = collection<ReplaceRootTaskRecord, 'instance'>({
  name: 'ec2/replace-root-task',
  scope: 'region',
  indexes: { instance: ({ instanceId }) => instanceId },
})

export const replaceRootTimer = 'ec2/replace-root'
