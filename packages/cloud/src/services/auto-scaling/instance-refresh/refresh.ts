import type {
  DesiredConfiguration,
  InstanceRefreshStatus,
  RefreshPreferences,
} from '@aws-sdk/client-auto-scaling'
import { collection, type ReadRecords } from '../../../engine/collection.ts'
import type { LaunchSource } from '../groups/group.ts'

/** One replacement of all of a group's instances. Times in ms of the account. */
export interface RefreshRecord {
  /** A UUID. */
  readonly id: string
  readonly group: string
  readonly status: InstanceRefreshStatus
  readonly statusReason?: string
  readonly requestTime: number
  readonly startTime?: number
  readonly endTime?: number
  readonly preferences: Preferences
  readonly desired?: DesiredConfiguration
  /** What it launches from; its versions are numbers. */
  readonly target: LaunchSource
  /** What the group was launching from before. */
  readonly previous: LaunchSource
  /** Members that are to be replaced; those that have left the group meanwhile are among them. */
  readonly old: readonly string[]
  /** How many there were when it began: of a rollback those of the refresh. */
  readonly total: number
  /** How many of the old members are replaced by ones that are ready. */
  readonly updated: number
  /** Checkpoints that were reached. */
  readonly checkpoints: number
  /** It pauses at a checkpoint, or bakes, until then. */
  readonly pauseUntil?: number
  /** Since when it can do nothing. */
  readonly stuckSince?: number
  /** A cancelled one does not wait for what is under way. */
  readonly abrupt?: boolean
  readonly rollback?: Rollback
}

/** Preferences with AWS's defaults. */
export interface Preferences extends RefreshPreferences {
  readonly MinHealthyPercentage: number
  /** Seconds. */
  readonly InstanceWarmup: number
  readonly SkipMatching: boolean
  readonly AutoRollback: boolean
  readonly ScaleInProtectedInstances: NonNullable<RefreshPreferences['ScaleInProtectedInstances']>
  readonly StandbyInstances: NonNullable<RefreshPreferences['StandbyInstances']>
}

export interface Rollback {
  readonly reason?: string
  readonly startTime: number
  readonly percentageComplete: number
  readonly instancesToUpdate: number
}

export const refreshes = collection<RefreshRecord, 'group'>({
  name: 'auto-scaling/instance-refresh',
  scope: 'region',
  indexes: { group: ({ group }) => group },
})

const active: readonly InstanceRefreshStatus[] = [
  'Pending',
  'InProgress',
  'Baking',
  'Cancelling',
  'RollbackInProgress',
]

export function isActive({ status }: RefreshRecord): boolean {
  return active.includes(status)
}

/** The one that a group is in the middle of. */
export function activeRefresh(
  db: Pick<ReadRecords, 'by'>,
  group: string,
): RefreshRecord | undefined {
  const last = db.by(refreshes, 'group', group).at(-1)
  return last && isActive(last) ? last : undefined
}

/** What a group launches from now: in the middle of a refresh, what that wants. */
export function launchSourceOf(
  db: Pick<ReadRecords, 'by'>,
  group: { readonly id: string; readonly launch: LaunchSource },
): LaunchSource {
  const refresh = activeRefresh(db, group.id)
  if (!refresh || refresh.status === 'Cancelling') return group.launch
  return refresh.rollback ? refresh.previous : refresh.target
}

/** How many instances the refresh has still to replace; a rollback gives back what it had replaced. */
export function leftToUpdate({ total, old, updated, rollback }: RefreshRecord): number {
  return rollback ? total - (old.length - updated) : total - updated
}

/** In whole percent, rounded down. */
export function percentOf(refresh: RefreshRecord): number {
  const { total } = refresh
  const done = Math.max(0, total - leftToUpdate(refresh))
  return total === 0 ? 100 : Math.floor((100 * done) / total)
}
