import type {
  DescribeFastSnapshotRestoresCommandInput,
  DescribeFastSnapshotRestoresCommandOutput,
} from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { fastRestores, stateOf, toFastRestore } from './fast-snapshot-restore.ts'

/** Lists where fast snapshot restore is on, and how far it is. */
export const DescribeFastSnapshotRestores = operation<
  DescribeFastSnapshotRestoresCommandInput,
  Omit<DescribeFastSnapshotRestoresCommandOutput, '$metadata'>
>('DescribeFastSnapshotRestores', (ctx, input) => {
  const found = ctx.db.all(fastRestores).filter(
    compileFilters('DescribeFastSnapshotRestores', input.Filters, {
      fields: {
        'availability-zone': (record) => record.zone,
        'availability-zone-id': (record) => zoneIdOf(record.zone),
        'owner-id': () => ctx.account,
        'snapshot-id': (record) => record.snapshotId,
        state: (record) => stateOf(ctx, record),
      },
    }),
  )
  const page = paginate(ctx, 'DescribeFastSnapshotRestores', found, input, {
    keyOf: (record) => record.id,
    min: 1,
    max: 200,
  })
  return {
    FastSnapshotRestores: page.items.map((record) => toFastRestore(ctx, record)),
    NextToken: page.nextToken,
  }
})
