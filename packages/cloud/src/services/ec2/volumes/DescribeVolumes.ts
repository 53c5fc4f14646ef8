import type { DescribeVolumesCommandInput, DescribeVolumesCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { toVolume, volumeFilters } from './describe-volume.ts'
import { findVolume } from './find-volume.ts'
import { volumes } from './volume.ts'
import { candidates } from '../narrow.ts'

/** Lists volumes with their attachments. */
export const DescribeVolumes = operation<
  DescribeVolumesCommandInput,
  Omit<DescribeVolumesCommandOutput, '$metadata'>
>('DescribeVolumes', (ctx, input) => {
  const ids = input.VolumeIds ?? []
  const named = ids.length
    ? ids.map((id) => findVolume(ctx.db, id))
    : candidates(ctx.db, volumes, input.Filters, volumeFilters.narrow)
  const page = paginate(ctx, 'DescribeVolumes', named, input, {
    keyOf: (volume) => volume.id,
    matches: compileFilters('DescribeVolumes', input.Filters, volumeFilters),
    ids: { name: 'volumesSet', given: ids.length > 0 },
  })
  return { Volumes: page.items.map((volume) => toVolume(volume, ctx)), NextToken: page.nextToken }
})
