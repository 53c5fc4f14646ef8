import { delays } from '@brume/ec2-model'
import type { DescribeFastSnapshotRestoreSuccessItem } from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

/** Fast restore of one snapshot in one zone. Its states follow from when it was asked for. */
export interface FastRestoreRecord {
  /** `<snapshot>/<zone>` */
  readonly id: string
  readonly snapshotId: string
  readonly zone: string
  readonly enabledAt: number
  /** When it was asked to end. */
  readonly disabledAt?: number
}

export const fastRestores = collection<FastRestoreRecord, 'snapshot'>({
  name: 'ec2/fast-snapshot-restore',
  scope: 'region',
  indexes: { snapshot: (record) => record.snapshotId },
})

/** The moments at which it enters each state. */
function timesOf({ enabledAt, disabledAt }: FastRestoreRecord) {
  const { fastRestoreEnablingMs: enabling, fastRestoreOptimizingMs: optimizing } = delays
  return {
    enabling: enabledAt,
    optimizing: enabledAt + enabling,
    enabled: enabledAt + enabling + optimizing,
    disabling: disabledAt,
    disabled: disabledAt === undefined ? undefined : disabledAt + enabling,
  }
}

type State = keyof ReturnType<typeof timesOf>

export function stateOf(ctx: Pick<Context, 'now'>, record: FastRestoreRecord): State {
  const times = timesOf(record)
  const reached = (state: State) => times[state] !== undefined && ctx.now >= times[state]
  const states: readonly State[] = ['disabled', 'disabling', 'enabled', 'optimizing']
  return states.find(reached) ?? 'enabling'
}

/** Whether volumes made of the snapshot in this zone are whole from the start. */
export function isFastRestored(ctx: Context, snapshotId: string, zone: string): boolean {
  const record = ctx.db.get(fastRestores, `${snapshotId}/${zone}`)
  const state = record && stateOf(ctx, record)
  return state === 'enabled' || state === 'optimizing'
}

/** Whether it was asked for and not asked to end since. */
export function isOn(record: FastRestoreRecord | undefined): record is FastRestoreRecord {
  return record !== undefined && record.disabledAt === undefined
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
  const times = timesOf(record)
  const at = (time: number | undefined) =>
    time === undefined || ctx.now < time ? undefined : new Date(time)
  const state = stateOf(ctx, record)
  // What an ended spell went through before does not show in what follows it.
  const until = (time: number) => ((record.disabledAt ?? Infinity) >= time ? at(time) : undefined)
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
    EnablingTime: at(times.enabling),
    OptimizingTime: until(times.optimizing),
    EnabledTime: until(times.enabled),
    DisablingTime: at(times.disabling),
    DisabledTime: at(times.disabled),
  }
}
