import type {
  ModifyReservedInstancesRequest,
  ModifyReservedInstancesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findReserved } from './find-reserved.ts'
import { modifications, reservedModificationTimer } from './modification.ts'
import { footprint, readTargets, unitsOf } from './read-modification.ts'
import { reservedInstances, type ReservedInstancesRecord } from './reserved-instances.ts'

/** From the request until it is fulfilled. */
const processingMs = 60_000

/**
 * Moves Reserved Instances to another zone or scope, splits and merges them, changes their sizes; what comes of it costs and
 * covers the same, from the beginning of the hour.
 * @limits Of the same family, platform, tenancy, class and end; other sizes for Linux on default tenancy only.
 */
export const ModifyReservedInstances = operation<
  ModifyReservedInstancesRequest,
  ModifyReservedInstancesResult
>('ModifyReservedInstances', (ctx, input) => {
  const from = [...new Set(input.ReservedInstancesIds)].map((id) => findReserved(ctx, id))
  const wanted = readTargets(ctx, from, input.TargetConfigurations ?? [])
  const units = footprint(from)
  const sum = (of: (record: ReservedInstancesRecord) => number) =>
    from.reduce((total, record) => total + of(record) * record.count, 0) / units
  const effectiveTime = Math.floor(ctx.now / 3_600_000) * 3_600_000
  // What is left of what was paid, and what is paid by the hour: of one unit.
  const upfront = sum((record) => record.upfrontUsd * restOf(record, effectiveTime))
  const hourly = sum((record) => record.hourlyUsd)
  const id = `rimod-${ctx.chance.uuid()}`
  ctx.db.put(modifications, {
    id,
    from: from.map((record) => record.id),
    to: wanted.map((target) => ({
      ...target,
      upfrontUsd: Number((upfront * unitsOf(target.instanceType)).toFixed(6)),
      hourlyUsd: Number((hourly * unitsOf(target.instanceType)).toFixed(6)),
    })),
    clientToken: input.ClientToken,
    createTime: ctx.now,
    effectiveTime,
    updateTime: ctx.now,
    status: 'processing',
  })
  for (const record of from) ctx.db.put(reservedInstances, { ...record, modificationId: id })
  ctx.timers.set({
    kind: reservedModificationTimer,
    id,
    at: ctx.now + processingMs,
    transition: true,
  })
  return { ReservedInstancesModificationId: id }
})

function restOf({ start, end }: ReservedInstancesRecord, at: number): number {
  return (end - Math.max(at, start)) / (end - start)
}
