import { collection } from '../../../engine/collection.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { putReserved, reservedInstances } from './reserved-instances.ts'

/** Reserved Instances that become others of the same worth. */
export interface ModificationRecord {
  /** `rimod-` and a UUID. */
  readonly id: string
  readonly from: readonly string[]
  readonly to: readonly ModificationTarget[]
  readonly clientToken?: string
  readonly createTime: number
  /** The hour from which it holds. */
  readonly effectiveTime: number
  readonly updateTime: number
  readonly status: 'processing' | 'fulfilled'
}

export interface ModificationTarget {
  /** What came of it. */
  readonly reservedInstancesId?: string
  readonly instanceType: string
  readonly zone?: string
  readonly count: number
  /** Of each, as much of what the old ones cost as its size takes. */
  readonly upfrontUsd: number
  readonly hourlyUsd: number
}

export const modifications = collection<ModificationRecord>({
  name: 'ec2/reserved-instances-modification',
  scope: 'region',
})

export const reservedModificationTimer = 'ec2/reserved-instances-modification'

/** The new ones take over: the old retire in the hour in which the new begin. */
export const onReservedModificationTimer: TimerHandler = (ctx, { id }) => {
  const modification = ctx.db.get(modifications, id)
  if (modification?.status !== 'processing') return
  const old = ctx.db.pick(reservedInstances, modification.from)
  const [model] = old
  if (!model) return
  const { effectiveTime } = modification
  for (const { modificationId: _, ...record } of old) {
    putReserved(ctx, {
      ...record,
      state: 'retired',
      replacedAt: Math.max(effectiveTime, record.start),
    })
  }
  const start = Math.max(effectiveTime, ...old.map((record) => record.start))
  const to = modification.to.map((target) => {
    const reservedInstancesId = ctx.chance.uuid()
    const { instanceType, zone, count, upfrontUsd, hourlyUsd } = target
    const { modificationId: _, replacedAt: __, purchaseTime: ___, ...same } = model
    putReserved(ctx, {
      ...same,
      id: reservedInstancesId,
      instanceType,
      zone,
      count,
      upfrontUsd,
      hourlyUsd,
      dueUsd: 0,
      start,
      durationSeconds: Math.round((model.end - start) / 1_000),
      state: 'active',
    })
    return { ...target, reservedInstancesId }
  })
  ctx.db.put(modifications, { ...modification, to, status: 'fulfilled', updateTime: ctx.now })
}
