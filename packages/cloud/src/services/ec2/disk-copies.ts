import { randomUUID } from 'node:crypto'
import type { Context } from '../../engine/context.ts'
import type { PrepareContext } from '../../engine/operation.ts'
import { diskKey } from './disk-keys.ts'

/** A point-in-time copy of a volume's content, taken before the transaction that names it. */
export interface DiskCopy {
  readonly key: string
  readonly usedBytes: number
}

export type DiskCopies = ReadonlyMap<string, DiskCopy>

/**
 * Copies the content of volumes under keys of their own, so that the snapshots are whole when the call is answered. Copies that no
 * transaction adopts (it was refused, or Brume was killed) are swept at the next start.
 */
export async function copyDisks(
  context: PrepareContext,
  volumeIds: readonly string[],
): Promise<DiskCopies> {
  if (context.dryRun) return new Map()
  const copies = await Promise.all(
    volumeIds.map(async (id) => {
      const key = `${diskKey(context, id)}@${randomUUID()}`
      const { usedBytes } = await context.host.driver.disks.createSnapshot(
        key,
        diskKey(context, id),
      )
      return [id, { key, usedBytes }] as const
    }),
  )
  return new Map(copies)
}

/** Gives a copy the snapshot's name when the transaction commits. */
export function adoptCopy(ctx: Context, snapshotId: string, copy: DiskCopy | undefined): void {
  if (!copy) return
  ctx.beforeCommit(() => {
    const { disks } = ctx.host.driver
    disks.copySnapshot(diskKey(ctx, snapshotId), copy.key)
    disks.deleteSnapshot(copy.key)
  })
}
