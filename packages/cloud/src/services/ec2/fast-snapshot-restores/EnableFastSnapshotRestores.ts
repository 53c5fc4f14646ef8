import type {
  EnableFastSnapshotRestoresCommandInput,
  EnableFastSnapshotRestoresCommandOutput,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { findVisible } from '../snapshots/find-snapshot.ts'
import type { SnapshotRecord } from '../snapshots/snapshot.ts'
import { tierOf } from '../snapshots/tier.ts'
import {
  fastRestores,
  isOn,
  startFastRestore,
  toFastRestore,
  toRefusal,
} from './fast-snapshot-restore.ts'
import { readZones } from './read-zones.ts'

type Output = Omit<EnableFastSnapshotRestoresCommandOutput, '$metadata'>

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-fast-snapshot-restore.html: five snapshots a Region, of at most 16 TiB. */
const quota = 5
const maxSizeGiB = 16_384

/**
 * Switches fast restore of snapshots on in zones; each pair of snapshot and zone for itself.
 * @limits 5 snapshots in a Region, of at most 16 TiB each.
 * @differs Volumes here need no warming up: the state is kept, the speed is the same.
 */
export const EnableFastSnapshotRestores = operation<EnableFastSnapshotRestoresCommandInput, Output>(
  'EnableFastSnapshotRestores',
  (ctx, input) => {
    const zones = readZones(ctx, input)
    const Successful: NonNullable<Output['Successful']> = []
    const Unsuccessful: NonNullable<Output['Unsuccessful']> = []
    for (const id of input.SourceSnapshotIds ?? []) {
      const snapshot = findVisible(ctx, id)
      for (const zone of zones) {
        const problem = findProblem(ctx, snapshot, zone)
        if (problem) {
          Unsuccessful.push(toRefusal(snapshot.id, zone, problem))
          continue
        }
        Successful.push(toFastRestore(ctx, startFastRestore(ctx, snapshot.id, zone)))
      }
    }
    return { Successful, Unsuccessful }
  },
)

function findProblem(ctx: Context, snapshot: SnapshotRecord, zone: string) {
  const { id, sizeGiB } = snapshot
  if (isOn(ctx.db.get(fastRestores, `${id}/${zone}`))) {
    return {
      Code: 'FastSnapshotRestore.StateUnchanged',
      Message: `Fast snapshot restore is already enabled for ${id} in ${zone}.`,
    }
  }
  if (sizeGiB > maxSizeGiB) {
    return {
      Code: 'InvalidParameterValue',
      Message: `The snapshot ${id} of ${sizeGiB} GiB is larger than the maximum of ${maxSizeGiB} GiB.`,
    }
  }
  if (tierOf(snapshot, ctx.now) === 'archive') {
    return { Code: 'IncorrectState', Message: `The snapshot ${id} is archived.` }
  }
  const used = ctx.db.all(fastRestores).filter(isOn)
  const others = new Set(used.map((record) => record.snapshotId).filter((other) => other !== id))
  if (others.size < quota) return undefined
  return {
    Code: 'FastSnapshotRestoreLimitExceeded',
    Message: `You have reached the limit of ${quota} snapshots for fast snapshot restore in this Region.`,
  }
}
