import type { Context } from '../../../engine/context.ts'
import { networkInterfaces } from './network-interface.ts'

export const interfaceTimer = 'ec2/network-interface-settled'

/** An attachment that was under way has arrived, or is gone. */
export function settleNetworkInterface(ctx: Context, { id }: { readonly id: string }): void {
  const eni = ctx.db.get(networkInterfaces, id)
  if (!eni?.attachment) return
  const { attachment, ...free } = eni
  ctx.db.put(
    networkInterfaces,
    attachment.status === 'detaching'
      ? { ...free, status: 'available' }
      : { ...eni, attachment: { ...attachment, status: 'attached' } },
  )
}
