import type { Context } from '../../../engine/context.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { volumes, type VolumeRecord } from './volume.ts'

type Size = Pick<VolumeRecord, 'volumeType' | 'sizeGiB' | 'iops'>

/** Throws when so many volumes, each of these sizes, would take more storage or IOPS than the account may have. */
export function checkStorage(ctx: Context, sizes: readonly Size[], count = 1): void {
  const added = new Map<Size['volumeType'], { sizeGiB: number; iops: number }>()
  for (const { volumeType, sizeGiB, iops = 0 } of sizes) {
    const sum = added.get(volumeType) ?? { sizeGiB: 0, iops: 0 }
    added.set(volumeType, {
      sizeGiB: sum.sizeGiB + count * sizeGiB,
      iops: sum.iops + count * iops,
    })
  }
  for (const [type, { sizeGiB, iops }] of added) {
    const used = ctx.db.total(volumes, 'sizeGiB', type) / 1024
    checkQuota(ctx, `${type}Storage`, used, sizeGiB / 1024)
    if (type === 'io1' || type === 'io2') {
      checkQuota(ctx, `${type}Iops`, ctx.db.total(volumes, 'iops', type), iops)
    }
  }
}
