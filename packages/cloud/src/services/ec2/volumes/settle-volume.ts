import type { Context } from '../../../engine/context.ts'
import { volumes } from './volume.ts'

/** Timer `ec2/volume-settled`: whatever was under way with the volume is done. */
export function settleVolume(ctx: Context, { id }: { id: string }): void {
  const volume = ctx.db.get(volumes, id)
  if (!volume) return
  if (volume.state === 'deleting') return ctx.db.delete(volumes, id)
  const attachments = volume.attachments
    .filter((attachment) => attachment.state !== 'detaching')
    .map((attachment) =>
      attachment.state === 'attaching' ? { ...attachment, state: 'attached' as const } : attachment,
    )
  ctx.db.put(volumes, {
    ...volume,
    attachments,
    state: attachments.length ? 'in-use' : 'available',
  })
}
