import type { VolumeModification } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import type { VolumeShape } from './new-volume.ts'

/** The last change of a volume's size, type or speed; its id is the volume's. */
export interface ModificationRecord {
  readonly id: string
  readonly startTime: number
  /** From then on it is optimizing, and after `completeTime` completed. */
  readonly optimizingTime: number
  readonly completeTime: number
  readonly from: ModifiedShape
  readonly to: ModifiedShape
  /** When this one and those before it started, oldest first, as far back as the limit looks. */
  readonly startTimes: readonly number[]
}

export interface ModifiedShape extends VolumeShape {
  readonly multiAttachEnabled: boolean
}

export const modifications = collection<ModificationRecord>({
  name: 'ec2/volume-modification',
  scope: 'region',
})

export function modificationState(
  record: ModificationRecord,
  now: number,
): 'modifying' | 'optimizing' | 'completed' {
  if (now >= record.completeTime) return 'completed'
  return now >= record.optimizingTime ? 'optimizing' : 'modifying'
}

/** The SDK's shape. */
export function toModification(ctx: Context, record: ModificationRecord): VolumeModification {
  const state = modificationState(record, ctx.now)
  const passed = (ctx.now - record.startTime) / Math.max(1, record.completeTime - record.startTime)
  return {
    VolumeId: record.id,
    ModificationState: state,
    Progress: state === 'completed' ? 100 : Math.min(99, Math.floor(passed * 100)),
    StartTime: new Date(record.startTime),
    EndTime: state === 'completed' ? new Date(record.completeTime) : undefined,
    OriginalSize: record.from.sizeGiB,
    OriginalVolumeType: record.from.volumeType,
    OriginalIops: record.from.iops,
    OriginalThroughput: record.from.throughput,
    OriginalMultiAttachEnabled: record.from.multiAttachEnabled,
    TargetSize: record.to.sizeGiB,
    TargetVolumeType: record.to.volumeType,
    TargetIops: record.to.iops,
    TargetThroughput: record.to.throughput,
    TargetMultiAttachEnabled: record.to.multiAttachEnabled,
  }
}

export const modificationTimer = 'ec2/volume-modification'

/** Begins a modification: its steps tell who watches it. */
export function startModification(ctx: Context, record: ModificationRecord): void {
  ctx.db.put(modifications, record)
  const { id, optimizingTime: at } = record
  ctx.timers.set({ kind: modificationTimer, id, at, transition: true })
}

/** The volume is changed, perhaps before its time: it is optimized now. */
export const onModificationTimer: TimerHandler = (ctx, { id }) => {
  const record = ctx.db.get(modifications, id)
  if (!record) return
  const optimizingTime = Math.min(ctx.now, record.optimizingTime)
  ctx.db.put(modifications, { ...record, optimizingTime })
  ctx.timers.set({ kind: optimizationTimer, id, at: record.completeTime, transition: true })
}

export const optimizationTimer = 'ec2/volume-optimization'

export const onOptimizationTimer: TimerHandler = (ctx, { id }) => {
  const record = ctx.db.get(modifications, id)
  if (!record) return
  ctx.db.put(modifications, { ...record, completeTime: Math.min(ctx.now, record.completeTime) })
}
