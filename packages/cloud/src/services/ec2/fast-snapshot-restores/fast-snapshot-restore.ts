import { delays } from '@brume/ec2-model'
import type { DescribeFastSnapshotRestoreSuccessItem } from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'

/** Fast restore of one snapshot in one zone: when it enters, or will enter, each of its states. */
export interface FastRestoreRecord {
  /** `<snapshot>/<zone>` */
  readonly id: string
  readonly snapshotId: string
  readonly zone: string
  readonly enabling: number
  readonly optimizing: number
  readonly enabled: number
  /** Once it was asked to end. */
  readonly disabling?: number
  readonly disabled?: number
}

export const fastRestores = collection<FastRestoreRecord, 'snapshot'>({
  name: 'ec2/fast-snapshot-restore',
  scope: 'region',
  indexes: { snapshot: (record) => record.snapshotId },
})

const states = ['enabling', 'optimizing', 'enabled', 'disabling', 'disabled'] as const
type State = (typeof states)[number]

export function stateOf(ctx: Pick<Context, 'now'>, record: FastRestoreRecord): State {
  const reached = (state: State) => ctx.now >= (record[state] ?? Infinity)
  // They are in order, and an end cuts short what would have come.
  return states.findLast(reached) ?? 'enabling'
}

export const fastRestoreTimer = 'ec2/fast-snapshot-restore'

export function startFastRestore(
  ctx: Context,
  snapshotId: string,
  zone: string,
): FastRestoreRecord {
  const optimizing = ctx.now + delays.fastRestoreEnablingMs
  const record: FastRestoreRecord = {
    id: `${snapshotId}/${zone}`,
    snapshotId,
    zone,
    enabling: ctx.now,
    optimizing,
    enabled: optimizing + delays.fastRestoreOptimizingMs,
  }
  return follow(ctx, record)
}

export function endFastRestore(ctx: Context, present: FastRestoreRecord): FastRestoreRecord {
  const disabling = ctx.now
  return follow(ctx, { ...present, disabling, disabled: disabling + delays.fastRestoreEnablingMs })
}

/** Stores it, with the timer of the state that comes next. */
function follow(ctx: Context, record: FastRestoreRecord): FastRestoreRecord {
  ctx.db.put(fastRestores, record)
  const next = nextState(ctx, record)
  const at = next && record[next]
  if (at !== undefined) {
    const { id } = record
    ctx.timers.set({ kind: fastRestoreTimer, id, at, data: next, transition: true })
  }
  return record
}

function nextState(ctx: Pick<Context, 'now'>, record: FastRestoreRecord): State | undefined {
  const present = stateOf(ctx, record)
  if (present === 'disabling') return 'disabled'
  if (present === 'enabling') return 'optimizing'
  return present === 'optimizing' ? 'enabled' : undefined
}

/** The next state begins, perhaps before its time. */
export const onFastRestoreTimer: TimerHandler = (ctx, { id, data }) => {
  const record = ctx.db.get(fastRestores, id)
  const due = states.find((state) => state === data)
  if (!record || !due) return
  follow(ctx, { ...record, [due]: Math.min(ctx.now, record[due] ?? ctx.now) })
}

/** Whether volumes made of the snapshot in this zone are whole from the start. */
export function isFastRestored(ctx: Context, snapshotId: string, zone: string): boolean {
  const record = ctx.db.get(fastRestores, `${snapshotId}/${zone}`)
  const state = record && stateOf(ctx, record)
  return state === 'enabled' || state === 'optimizing'
}

/** Whether it was asked for and not asked to end since. */
export function isOn(record: FastRestoreRecord | undefined): record is FastRestoreRecord {
  return record !== undefined && record.disabling === undefined
}

/** A snapshot that could not be given or denied fast restore in a zone. */
export function toRefusal(
  snapshotId: string,
  zone: string,
  error: { readonly Code: string; readonly Message: string },
) {
  return {
    SnapshotId: snapshotId,
    FastSnapshotRestoreStateErrors: [
      { AvailabilityZone: zone, AvailabilityZoneId: zoneIdOf(zone), Error: error },
    ],
  }
}

/** The SDK's shape. */
export function toFastRestore(
  ctx: Context,
  record: FastRestoreRecord,
): DescribeFastSnapshotRestoreSuccessItem {
  const state = stateOf(ctx, record)
  const ended = record.disabling ?? Infinity
  /** When it entered a state; what an end came before it never did. */
  const at = (time: number | undefined, last = Infinity) =>
    time === undefined || ctx.now < time || time > last ? undefined : new Date(time)
  return {
    SnapshotId: record.snapshotId,
    AvailabilityZone: record.zone,
    AvailabilityZoneId: zoneIdOf(record.zone),
    State: state,
    StateTransitionReason:
      state === 'enabling' || state === 'disabling'
        ? 'Client.UserInitiated'
        : 'Client.UserInitiated - Lifecycle state transition',
    OwnerId: ctx.account,
    EnablingTime: at(record.enabling),
    OptimizingTime: at(record.optimizing, ended),
    EnabledTime: at(record.enabled, ended),
    DisablingTime: at(record.disabling),
    DisabledTime: at(record.disabled),
  }
}
