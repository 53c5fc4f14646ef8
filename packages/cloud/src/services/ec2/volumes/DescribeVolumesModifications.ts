import type {
  DescribeVolumesModificationsCommandInput,
  DescribeVolumesModificationsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findVolume } from './find-volume.ts'
import {
  modifications,
  modificationState,
  toModification,
  type ModificationRecord,
} from './modification.ts'

/** Lists the last modification of each volume, with its progress. */
export const DescribeVolumesModifications = operation<
  DescribeVolumesModificationsCommandInput,
  Omit<DescribeVolumesModificationsCommandOutput, '$metadata'>
>('DescribeVolumesModifications', (ctx, input) => {
  const ids = input.VolumeIds ?? []
  const named = ids.map((id) => {
    const record = ctx.db.get(modifications, findVolume(ctx.db, id).id)
    if (!record)
      throw new AwsError(
        'InvalidVolumeModification.NotFound',
        `Modification for volume '${id}' does not exist.`,
      )
    return record
  })
  const iso = (time: number) => new Date(time).toISOString()
  const matches = compileFilters<ModificationRecord>(
    'DescribeVolumesModifications',
    input.Filters,
    {
      fields: {
        'volume-id': (record) => record.id,
        'modification-state': (record) => modificationState(record, ctx.now),
        'original-iops': (record) => record.from.iops,
        'original-size': (record) => record.from.sizeGiB,
        'original-volume-type': (record) => record.from.volumeType,
        originalMultiAttachEnabled: (record) => record.from.multiAttachEnabled,
        'start-time': (record) => iso(record.startTime),
        'target-iops': (record) => record.to.iops,
        'target-size': (record) => record.to.sizeGiB,
        targetMultiAttachEnabled: (record) => record.to.multiAttachEnabled,
        'target-volume-type': (record) => record.to.volumeType,
      },
    },
  )
  const found = (ids.length ? named : ctx.db.all(modifications)).filter(matches)
  const page = paginate(ctx, 'DescribeVolumesModifications', found, input, {
    keyOf: (record) => record.id,
    min: 1,
  })
  return {
    VolumesModifications: page.items.map((record) => toModification(ctx, record)),
    NextToken: page.nextToken,
  }
})
