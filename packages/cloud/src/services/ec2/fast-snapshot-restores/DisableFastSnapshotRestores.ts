import type {
  DisableFastSnapshotRestoresCommandInput,
  DisableFastSnapshotRestoresCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findVisible } from '../snapshots/find-snapshot.ts'
import {
  endFastRestore,
  fastRestores,
  isOn,
  toFastRestore,
  toRefusal,
} from './fast-snapshot-restore.ts'
import { readZones } from './read-zones.ts'

type Output = Omit<DisableFastSnapshotRestoresCommandOutput, '$metadata'>

/** Switches fast restore of snapshots off in zones; each pair of snapshot and zone for itself. */
export const DisableFastSnapshotRestores = operation<
  DisableFastSnapshotRestoresCommandInput,
  Output
>('DisableFastSnapshotRestores', (ctx, input) => {
  const zones = readZones(ctx, input)
  const Successful: NonNullable<Output['Successful']> = []
  const Unsuccessful: NonNullable<Output['Unsuccessful']> = []
  for (const snapshotId of input.SourceSnapshotIds ?? []) {
    const { id } = findVisible(ctx, snapshotId)
    for (const zone of zones) {
      const present = ctx.db.get(fastRestores, `${id}/${zone}`)
      if (!isOn(present)) {
        const Message = `Fast snapshot restore is not enabled for ${id} in ${zone}.`
        const Code = 'FastSnapshotRestore.StateUnchanged'
        Unsuccessful.push(toRefusal(id, zone, { Code, Message }))
        continue
      }
      Successful.push(toFastRestore(ctx, endFastRestore(ctx, present)))
    }
  }
  return { Successful, Unsuccessful }
})
