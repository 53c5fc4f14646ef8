import type { Context } from '../../../engine/context.ts'
import { forgetFaults } from '../../faults/fault.ts'
import { diskKey } from '../disk-keys.ts'
import { volumes, type VolumeAttachment } from './volume.ts'

/** Timer `ec2/volume-settled`: whatever was under way with the volume is done. */
export function settleVolume(ctx: Context, { id }: { id: string }): void {
  const volume = ctx.db.get(volumes, id)
  if (!volume) return
  if (volume.state === 'deleting') {
    forgetFaults(ctx, id)
    return ctx.db.delete(volumes, id)
  }
  const attachments = volume.attachments.flatMap((attachment) => settle(ctx, id, attachment))
  ctx.db.put(volumes, {
    ...volume,
    attachments,
    state: attachments.length ? 'in-use' : 'available',
  })
}

function settle(ctx: Context, id: string, attachment: VolumeAttachment): VolumeAttachment[] {
  if (attachment.state === 'attaching') return [{ ...attachment, state: 'attached' }]
  if (attachment.state !== 'detaching') return [attachment]
  const { account, region } = ctx
  const guest = ctx.host.findGuest({ account, region, instanceId: attachment.instanceId })
  // Its guest has it mounted: it goes when that is over, or by force.
  const isHeld = !attachment.forced && guest?.holdsDisk(diskKey(ctx, id)) === true
  return isHeld ? [{ ...attachment, state: 'busy' }] : []
}

/** A guest let go of a volume that was asked back. */
export function releaseVolume(ctx: Context, instanceId: string, id: string): void {
  const volume = ctx.db.get(volumes, id)
  const isBusy = volume?.attachments.some(
    (attachment) => attachment.instanceId === instanceId && attachment.state === 'busy',
  )
  if (!volume || !isBusy) return
  const attachments = volume.attachments.filter((each) => each.instanceId !== instanceId)
  ctx.db.put(volumes, {
    ...volume,
    attachments,
    state: attachments.length ? 'in-use' : 'available',
  })
}
