import type {
  DescribeVolumeStatusCommandInput,
  DescribeVolumeStatusCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findVolume } from './find-volume.ts'
import { volumes } from './volume.ts'

/**
 * The status of volumes.
 * @differs Always ok: no volume here is ever impaired.
 */
export const DescribeVolumeStatus = operation<
  DescribeVolumeStatusCommandInput,
  Omit<DescribeVolumeStatusCommandOutput, '$metadata'>
>('DescribeVolumeStatus', (ctx, input) => {
  const ids = input.VolumeIds ?? []
  const named = ids.length ? ids.map((id) => findVolume(ctx.db, id)) : ctx.db.all(volumes)
  const found = named.filter(
    compileFilters('DescribeVolumeStatus', input.Filters, {
      fields: {
        'availability-zone': (volume) => volume.availabilityZone,
        'volume-status.status': () => 'ok',
        'volume-status.details-name': () => ['io-enabled', 'io-performance'],
        'volume-status.details-status': () => ['passed', 'not-applicable'],
        'action.code': () => [],
        'action.description': () => [],
        'action.event-id': () => [],
        'event.description': () => [],
        'event.event-id': () => [],
        'event.event-type': () => [],
        'event.not-after': () => [],
        'event.not-before': () => [],
      },
    }),
  )
  const page = paginate(ctx, 'DescribeVolumeStatus', found, input, {
    keyOf: (volume) => volume.id,
    ids: { name: 'volumesSet', given: ids.length > 0 },
  })
  return {
    VolumeStatuses: page.items.map((volume) => ({
      VolumeId: volume.id,
      AvailabilityZone: volume.availabilityZone,
      VolumeStatus: {
        Status: 'ok' as const,
        Details: [
          { Name: 'io-enabled' as const, Status: 'passed' },
          { Name: 'io-performance' as const, Status: 'not-applicable' },
        ],
      },
      Actions: [],
      Events: [],
      AttachmentStatuses: [],
    })),
    NextToken: page.nextToken,
  }
})
