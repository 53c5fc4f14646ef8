import type { Context } from '../../../engine/context.ts'
import { forgetFaults } from '../../faults/fault.ts'
import { disassociateInterface } from '../addresses/associate.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { diskKey } from '../disk-keys.ts'
import { endMirroring } from '../traffic-mirroring/end-mirroring.ts'
import { volumes } from '../volumes/volume.ts'

/** What a terminated instance leaves: volumes and interfaces marked so go with it, the others become free. */
export function detachOnTermination(ctx: Context, instanceId: string): void {
  for (const volume of ctx.db.by(volumes, 'instance', instanceId)) {
    const attachment = volume.attachments.find((each) => each.instanceId === instanceId)
    if (attachment?.deleteOnTermination) {
      forgetFaults(ctx, volume.id)
      ctx.db.delete(volumes, volume.id)
      ctx.afterCommit(() => ctx.host.driver.disks.deleteVolume(diskKey(ctx, volume.id)))
      continue
    }
    const attachments = volume.attachments.filter((each) => each !== attachment)
    ctx.db.put(volumes, {
      ...volume,
      attachments,
      state: attachments.length > 0 ? 'in-use' : 'available',
    })
  }
  for (const eni of ctx.db.by(networkInterfaces, 'instance', instanceId)) {
    if (eni.attachment?.deleteOnTermination) {
      disassociateInterface(ctx, eni.id)
      endMirroring(ctx, eni.id)
      ctx.db.delete(networkInterfaces, eni.id)
    } else ctx.db.put(networkInterfaces, { ...eni, attachment: undefined, status: 'available' })
  }
}
